/** What a line of a renderer's output can tell. */
export type LineTells =
  | 'frameStarted'
  | 'frameFinished'
  | 'progress'
  | 'output'
  | 'error'
  | 'warning'
  | 'debug'
  | 'ignore';

/**
 * Regular expressions by what the lines that they match tell; each line is searched for every kind, and the first that
 * matches counts. Named groups say the rest: `frame` a frame's number, `done` frames finished so far, `time` how long
 * the frame took (`3`, `0.24`, `00:02.19`, `0h 1m 2.5s`), `percent` of the frame from 0 to 100, `part` and `parts` of
 * the frame, `path` a file that was written, `message` the words without what stands around them, `file` and `line`
 * where a fault is.
 */
export type LinePatterns = { readonly [Tells in LineTells]?: readonly string[] };

/** The kinds in the order in which they are asked; `ignore` keeps a line from being an error or a warning. */
export const LINE_TELLS: readonly LineTells[] = [
  'frameStarted',
  'frameFinished',
  'progress',
  'output',
  'ignore',
  'error',
  'warning',
  'debug',
];

/** The named groups that a pattern may have, by what it tells; of `needs` it has one at least. */
export const PATTERN_GROUPS: {
  readonly [Tells in LineTells]: { readonly needs: readonly string[]; readonly may: readonly string[] };
} = {
  frameStarted: { needs: ['frame'], may: [] },
  frameFinished: { needs: [], may: ['frame', 'done', 'time'] },
  progress: { needs: ['percent', 'part'], may: ['frame', 'parts'] },
  output: { needs: ['path'], may: ['frame'] },
  error: { needs: [], may: ['message', 'file', 'line'] },
  warning: { needs: [], may: ['message', 'file', 'line'] },
  debug: { needs: [], may: ['message'] },
  ignore: { needs: [], may: [] },
};

/** The first patterns before the second ones, kind by kind. */
export function joinPatterns(first: LinePatterns, second: LinePatterns): LinePatterns {
  const joined: { [Tells in LineTells]?: readonly string[] } = {};
  for (const tells of LINE_TELLS) {
    const patterns = [...(first[tells] ?? []), ...(second[tells] ?? [])];
    if (patterns.length > 0) joined[tells] = patterns;
  }
  return joined;
}
