import type { Tool } from '../../formats/comp/model.ts';
import { expandPath, pathMaps } from '../../formats/comp/path-maps.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { CompCheck } from '../check.ts';

/** Two enabled Savers that write one file: the frames of the one replace those of the other. */
export const saversSameFile: CompCheck = {
  code: 'savers-same-file',
  title: 'Two enabled Savers write the same file.',
  defaultSeverity: 'error',
  *run(comp, { savers }) {
    const enabled = savers.filter(({ isEnabled, file }) => isEnabled && file !== undefined);
    if (enabled.length < 2) return;
    const maps = pathMaps(comp);
    const byFile = new Map<string, { tool: Tool; range: TextRange }[]>();
    for (const { tool, file } of enabled) {
      if (file === undefined) continue;
      const key = comparable(expandPath(file.name, maps));
      const group = byFile.get(key);
      if (group === undefined) byFile.set(key, [{ tool, range: file.range }]);
      else group.push({ tool, range: file.range });
    }
    for (const group of byFile.values()) {
      if (group.length < 2) continue;
      for (const { tool, range } of group) {
        const nearby = group.slice(0, MOST_RELATED + 1);
        const others = nearby.filter((other) => other.tool !== tool).slice(0, MOST_RELATED);
        yield {
          message: `The Saver ${tool.name} writes the same file as ${others.map((other) => other.tool.name).join(', ')}.`,
          range,
          related: others.map((other) => ({ message: `The Saver ${other.tool.name}`, range: other.range })),
        };
      }
    }
  },
};

/** So many other Savers are named with each. */
const MOST_RELATED = 10;

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
