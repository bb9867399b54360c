import { joinName } from '../formats/comp/folder-names.ts';
import { FILE_FORMATS } from '../formats/comp/vocabulary/file-formats.ts';
import { canonicalFormat } from '../formats/comp/vocabulary/media-formats.ts';
import type { NamingSpec, OutputKind, OutputSpec } from '../formats/render-spec/schema.ts';
import type { StepFolder } from './layout.ts';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER } from './names/step-folder.ts';

/** Where Ramses keeps what leaves the project. */
export const EXPORT_FOLDER = '06-EXPORT';

/** What stands in a path for the number and the state of the version that a publish takes. */
const NEXT_VERSION = '<version>';

/** As many digits as frame numbers have at least. */
const FRAME = '0000';

/** What is written, and for whom. */
export interface OutputFacts {
  /** The folder of the project. */
  readonly root: string;
  readonly step: StepFolder;
  readonly kind: OutputKind;
  readonly output: OutputSpec;
  readonly naming: NamingSpec | undefined;
  /** The name of the plate as it was delivered, where the shot has one. */
  readonly sourceMedia?: string;
}

/**
 * Where Ramses writes the output of a step, as a path with zeros for the frame number; absent for a format of which no
 * extension is known. A movie lies in the folder of its output, a sequence in a folder of its own there. Previews and
 * exports have no version.
 */
export function outputPath(facts: OutputFacts): string | undefined {
  const { output } = facts;
  // Without a format the Saver is set to ProRes.
  const format = FILE_FORMATS.get(output.format === undefined ? 'QuickTimeMovies' : canonicalFormat(output.format));
  const extension = format?.extensions[0];
  if (extension === undefined) return undefined;
  const base = baseName(facts);
  const folder = outputFolder(facts);
  if (!output.image_sequence) return joinName(folder, `${base}${extension}`);
  return joinName(joinName(folder, base), `${base}.${FRAME}${extension}`);
}

function baseName({ step, kind, naming, sourceMedia }: OutputFacts): string {
  if (sourceMedia === undefined) return step.name;
  const suffix = kind === 'final' ? (naming?.final_suffix ?? '_vfx') : (naming?.preview_suffix ?? '_vfx_preview');
  return `${sourceMedia}${suffix}`;
}

function outputFolder({ root, step, kind, output }: OutputFacts): string {
  if (kind === 'preview') return joinName(step.folder, PREVIEW_FOLDER);
  if (output.export_dest === 'project') return joinName(root, EXPORT_FOLDER);
  return joinName(joinName(step.folder, PUBLISHED_FOLDER), NEXT_VERSION);
}
