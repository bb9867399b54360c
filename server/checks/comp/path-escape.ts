import { loaderClips } from '../../formats/comp/loader.ts';
import type { MediaName } from '../../formats/comp/media.ts';
import type { ToolBody } from '../../formats/comp/model.ts';
import { saverOutput } from '../../formats/comp/saver.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { Observation, ToolCheck } from '../check.ts';

/** What may follow a backslash in the name of a file: no file is called by a line break or a tab. */
const ESCAPE = /\\([\s\S])/g;
const RIGHT = new Set(['\\', '"', '/']);

/** Most paths: none of their backslashes is single. */
const SOUND = /^(?:[^\\]|\\[\\"/])*$/;

/** A path with single backslashes, as it is copied from Windows: between quotes they stand for other characters. */
export const pathEscape: ToolCheck = {
  code: 'path-escape',
  title: 'A path has single backslashes.',
  defaultSeverity: 'error',
  ids: new Set(['Loader', 'Saver']),
  run(tool, text) {
    const found: Observation[] = [];
    for (const { name, range } of filesOf(tool)) {
      // What is as long as it is written has no backslash.
      if (range.end - range.start === name.length) continue;
      const edits = doubled(text.slice(range.start, range.end), range.start);
      if (edits.length === 0) continue;
      found.push({
        message: `The path of ${tool.name} loses its backslashes: in a comp each is written "\\\\".`,
        range,
        fixes: [{ title: 'Double the backslashes', edits, preferred: true }],
      });
    }
    return found;
  },
};

/** Whether a path has single backslashes, as it stands between its quotes. */
export function losesBackslashes(written: string): boolean {
  return doubled(written, 0).length > 0;
}

function filesOf(tool: ToolBody): readonly MediaName[] {
  const files = tool.id === 'Saver' ? [saverOutput(tool).file] : loaderClips(tool).map(({ file }) => file);
  return files.filter((file) => file !== undefined);
}

/** What doubles the single backslashes of a text that stands at `start`. */
function doubled(written: string, start: number): readonly TextEdit[] {
  if (SOUND.test(written)) return [];
  return [...written.matchAll(ESCAPE)].flatMap(({ index, 1: character = '' }) => {
    const at = start + index;
    return RIGHT.has(character) ? [] : [{ range: { start: at, end: at }, newText: '\\' }];
  });
}
