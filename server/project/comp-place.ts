import type { Config } from '../formats/config/schema.ts';
import type { RenderSpec } from '../formats/render-spec/parse-render-spec.ts';
import type { FolderItem } from './folder-items.ts';
import type { StepFolder, StepPlace } from './layout.ts';
import type { NewestVersion, VersionOfFile } from './newest-version.ts';
import type { ConfigFile } from './read-stack.ts';
import type { Roots } from './roots.ts';
import type { Span } from './sequence.ts';

/** What lies on disk under the name of a media file. */
export interface MediaOnDisk {
  /** The file, or one file of the sequence, as an absolute path; it need not exist. */
  readonly path: string;
  /** `unknown` where the folder cannot be read, or not in good time: nothing follows from it. */
  readonly kind: 'missing' | 'file' | 'movie' | 'sequence' | 'unknown';
  /** The frames of a sequence that have a file, as spans in order; empty for the other kinds. */
  readonly frames: readonly Span[];
}

/** What the project says about a document. */
export interface PlaceInProject {
  /** The folder of `compline.yaml`; absolute. */
  readonly root: string;
  /** Absent where `compline.yaml` has faults or cannot be read. */
  readonly config: Config | undefined;
  /** The step that the document belongs to; absent for one in no step's folder. */
  readonly step: StepPlace | undefined;
  /** The render spec of the step; absent where the step has none, or one with faults. */
  readonly renderSpec: RenderSpec | undefined;
  /** The absolute path of that file, which need not exist; absent where the step names none. */
  readonly renderSpecFile?: string | undefined;
}

/** Where a comp, or another document, lies: what the names in it stand for, and what its project says. */
export interface CompPlace {
  /** The document's file; absolute. */
  readonly file: string;
  /** Absent for a document in no project, and where it cannot be found out in good time. */
  readonly project: PlaceInProject | undefined;
  /** The roots of the project, as this machine sees them. */
  readonly roots?: Roots;
  /** The absolute path that a name in the document stands for, by its path maps and the roots of the project; absent where
   * only Fusion or another platform knows. */
  resolve(name: string, maps: ReadonlyMap<string, string>): string | undefined;
  /** What lies under an absolute path; the answer may be some seconds old. */
  mediaAt(path: string): Promise<MediaOnDisk>;
  /** The first bytes of the file at an absolute path, at most so many; absent for what is no file or cannot be read in
   * good time. */
  bytesAt(path: string, atMost: number): Promise<Uint8Array | undefined>;
  /** The text of the file at an absolute path as it is open in an editor, saved or not; absent where it is not open. */
  openText?(path: string): string | undefined;
  /** The configuration at an absolute path, as it is open in an editor, else on disk. */
  configAt?(path: string): Promise<ConfigFile>;
  /** The folders of steps in the project; none where they cannot be found out in good time. */
  steps?(): Promise<readonly StepFolder[]>;
  /** What lies in the folder at an absolute path; nothing where it cannot be read, or not in good time. */
  itemsIn?(folder: string): Promise<readonly FolderItem[]>;
  /** The newest version that is published of the file at an absolute path, see `newestVersion`; absent for a file that
   * is in no version's folder, and where the folders cannot be read. */
  newestVersion(path: string): Promise<NewestVersion | undefined>;
  /** The versions that hold the published file at an absolute path, see `versionsOfFile`; absent as above. */
  versionsOf?(path: string): Promise<readonly VersionOfFile[] | undefined>;
}
