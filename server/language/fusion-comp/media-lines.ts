import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Tool } from '../../formats/comp/model.ts';
import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import type { Markup } from '../markup.ts';

/** The files a Loader reads or a Saver writes, one line each, as the comp names them. */
export function mediaLines(tool: Tool, markup: Markup): readonly string[] {
  if (isSaver(tool)) {
    const { file } = saverOutput(tool);
    return [file === undefined ? 'File: none' : `File: ${markup.code(file.name)}`];
  }
  if (!isLoader(tool)) return [];
  return loaderClips(tool).flatMap(({ file }) => (file === undefined ? [] : [`Media: ${markup.code(file.name)}`]));
}
