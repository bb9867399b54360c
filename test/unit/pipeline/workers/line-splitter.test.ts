import { expect, test } from 'vitest';
import { LineSplitter } from '../../../../server/pipeline/workers/line-splitter.ts';

test.each([
  ['line feeds', ['a\nb\n'], ['a', 'b']],
  ['a last line without an end', ['a\nb'], ['a', 'b']],
  ['carriage returns, at once', ['1\r', '2\r', '3'], ['1', '2', '3']],
  ['CRLF', ['a\r\nb\r\n'], ['a', 'b']],
  ['CRLF cut in the middle', ['a\r', '\nb\r', '\n'], ['a', 'b']],
  ['empty lines', ['a\n\nb\n'], ['a', '', 'b']],
  ['a line in pieces', ['a', 'b', 'c\n'], ['abc']],
  ['nothing', [''], []],
])('%s', (_, pieces, expected) => {
  const splitter = new LineSplitter();
  const lines = [...pieces.flatMap((piece) => splitter.push(Buffer.from(piece))), ...splitter.end()];
  expect(lines).toEqual(expected);
});

test('a letter cut in the middle of its bytes stays whole', () => {
  const splitter = new LineSplitter();
  const bytes = Buffer.from('ä\n');
  expect([...splitter.push(bytes.subarray(0, 1)), ...splitter.push(bytes.subarray(1))]).toEqual(['ä']);
});

test('a line without end is cut, and nothing of it is lost', () => {
  const splitter = new LineSplitter();
  const lines = Array.from({ length: 10 }, () => splitter.push(Buffer.from('x'.repeat(10_000)))).flat();
  expect([...lines, ...splitter.end()].join('')).toBe('x'.repeat(100_000));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(16_384);
});
