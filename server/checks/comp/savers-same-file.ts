import { expandPath, pathMaps } from '../../formats/comp/path-maps.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { CompCheck, Observation } from '../check.ts';

/** Two enabled Savers that write one file: the frames of the one replace those of the other. */
export const saversSameFile: CompCheck = {
  code: 'savers-same-file',
  title: 'Two enabled Savers write the same file.',
  defaultSeverity: 'error',
  *run(comp, { savers }) {
    const enabled = savers.filter(({ isEnabled, file }) => isEnabled && file !== undefined);
    if (enabled.length < 2) return;
    const maps = pathMaps(comp);
    yield* sameFiles(
      enabled.flatMap(({ tool, file }) =>
        file === undefined ? [] : [{ name: tool.name, range: file.range, path: expandPath(file.name, maps) }],
      ),
    );
  },
};

/** A Saver and the file that it writes. */
interface WrittenFile {
  readonly name: string;
  /** Of the file's name in the text. */
  readonly range: TextRange;
  /** The path that the name stands for, as far as it is known. */
  readonly path: string;
}

/** So many other Savers are named with each. */
const MOST_RELATED = 10;

/** The Savers among these that write the file of another one. */
export function* sameFiles(savers: readonly WrittenFile[]): Generator<Observation> {
  const byFile = new Map<string, WrittenFile[]>();
  for (const saver of savers) {
    const key = comparable(saver.path);
    const group = byFile.get(key);
    if (group === undefined) byFile.set(key, [saver]);
    else group.push(saver);
  }
  for (const group of byFile.values()) {
    if (group.length < 2) continue;
    for (const saver of group) {
      const nearby = group.slice(0, MOST_RELATED + 1);
      const others = nearby.filter((other) => other !== saver).slice(0, MOST_RELATED);
      yield {
        message: `The Saver ${saver.name} writes the same file as ${others.map(({ name }) => name).join(', ')}.`,
        range: saver.range,
        related: others.map(({ name, range }) => ({ message: `The Saver ${name}`, range })),
      };
    }
  }
}

/**
 * A file name for comparison: letter case, the kind of slash, doubled slashes and the slash after a path map make no
 * difference. The digits before the extension of a still image only show how wide the frame number is; a movie keeps them.
 */
function comparable(name: string): string {
  const path = name
    .trim()
    .toLowerCase()
    .replace(/[/\\]+/g, '/')
    .replace(/^(\w{2,}:)\//, '$1')
    .replace(/\/(?:\.\/)+/g, '/');
  if (MOVIES.test(path)) return path;
  return path.replace(/(?<=[._])\d+(?=\.\w{1,5}$)/, (digits) => '#'.repeat(digits.length));
}

const MOVIES = /\.(?:mov|mp4|m4v|avi|mxf|mkv|webm|wmv|mpg|mpeg)$/;
