import { outputClips } from './header.ts';
import { isLoader, loaderClips } from './loader.ts';
import { isResolveMedia, type MediaName } from './media.ts';
import type { Comp, ToolBody } from './model.ts';
import { isSaver, saverOutput } from './saver.ts';
import { valueNamed } from './table-access.ts';

/** A name of a file in a comp, and what the comp does with the file. */
export interface FileName extends MediaName {
  /** `media` is read by a Loader, `output` written by a Saver; `other` are LUTs, scripts, meshes, sound. */
  readonly use: 'media' | 'output' | 'other';
}

/** Inputs that name files, seen in real comps: `LUTFile`, `ImportFile`, `SoundFilename`, `OCIOConfig`, `StartRenderScript`. */
const FILE_INPUT = /(?:File|Filename|FileName|Path|Config|Script)\d*$/;

/** Inputs of these names hold scripts and expressions as well: a file name is one line without calls. */
const FILE_NAME = /^[^()=<>|?*"\n\r]*[^()=<>|?*"\n\r./\\:]\.\w{1,10}$/;

const NO_FILES: readonly FileName[] = [];

/** The files that a Loader reads or a Saver writes; of other tools, Resolve's MediaIn and MediaOut among them, none. */
export function mediaOfTool(tool: ToolBody): readonly FileName[] {
  const isReader = isLoader(tool);
  if (!isReader && !isSaver(tool)) return NO_FILES;
  const files: FileName[] = [];
  for (const { file } of isReader ? loaderClips(tool) : [saverOutput(tool)]) {
    if (isNamed(file)) files.push({ ...file, use: isReader ? 'media' : 'output' });
  }
  return files;
}

/** The files that a tool names. Resolve keeps its media itself, so that its MediaIn and MediaOut name none. */
export function* filesOfTool(tool: ToolBody): Generator<FileName> {
  yield* mediaOfTool(tool);
  if (isResolveMedia(tool)) return;
  for (const { value } of tool.inputs.filter((input) => FILE_INPUT.test(input.name))) {
    if (value?.kind !== 'string' || !FILE_NAME.test(value.value)) continue;
    yield { name: value.value, range: value.contentRange, node: value, use: 'other' };
  }
}

/** The files that the head of a composition names: the sound, and the list of what its Savers write. */
export function* filesOfHeader(comp: Comp): Generator<FileName> {
  const sound = comp.root && valueNamed(comp.root, 'AudioFilename');
  if (sound?.kind === 'string' && sound.value !== '') {
    yield { name: sound.value, range: sound.contentRange, node: sound, use: 'other' };
  }
  for (const clip of outputClips(comp)) if (isNamed(clip)) yield { ...clip, use: 'output' };
}

function isNamed(file: MediaName | undefined): file is MediaName {
  return file !== undefined && file.name.trim() !== '';
}
