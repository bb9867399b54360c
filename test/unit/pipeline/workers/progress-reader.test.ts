import { expect, test } from 'vitest';
import { ProgressReader } from '../../../../server/pipeline/workers/progress-reader.ts';

test.each([
  ['frame', '^Fra:(?<frame>\\d+)', ['Fra:1001', 'noise', 'Fra:1003'], [1, undefined, 3]],
  ['done', '^frame=\\s*(?<done>\\d+)', ['frame=  2', 'frame=4'], [2, 4]],
  ['never back', '(?<frame>\\d+)', ['1003', '1002', '1003'], [3, undefined, undefined]],
  ['a frame of another chunk', '(?<frame>\\d+)', ['900', '2000'], [undefined, undefined]],
  ['never more than there are', '(?<done>\\d+)', ['99'], [5]],
  ['a pattern without its groups', '\\d+', ['1001'], [undefined]],
])('%s', (_, pattern, lines, expected) => {
  const reader = new ProgressReader({ first: 1001, last: 1005 }, [pattern]);
  expect(lines.map((line) => reader.read(line))).toEqual(expected);
});

test('the first pattern that says more is taken', () => {
  const reader = new ProgressReader({ first: 1, last: 9 }, ['f(?<frame>\\d+)', 'd(?<done>\\d+)']);
  expect(reader.read('f2 d5')).toBe(2);
  expect(reader.read('d5')).toBe(5);
});
