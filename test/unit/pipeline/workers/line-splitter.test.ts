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

test.each([
  ['with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('ä 1\r\n🎬\r\n', 'utf16le')])],
  ['without', Buffer.from('a 1\r\n🎬\r\n', 'utf16le')],
])('UTF-16 %s is read, however it is cut', (_, bytes) => {
  const splitter = new LineSplitter();
  const lines = [...bytes].flatMap((byte) => splitter.push(Buffer.from([byte])));
  expect([...lines, ...splitter.end()].map((line) => line.replace('ä', 'a'))).toEqual(['a 1', '🎬']);
});

test('a mark of UTF-8 is left out, and one byte alone is a line', () => {
  expect(new LineSplitter().push(Buffer.from('\u{feff}a\n'))).toEqual(['a']);
  const splitter = new LineSplitter();
  expect(splitter.push(Buffer.from('x'))).toEqual([]);
  expect(splitter.end()).toEqual(['x']);
});

test('a line without end is cut, and nothing of it is lost', () => {
  const splitter = new LineSplitter();
  const lines = Array.from({ length: 10 }, () => splitter.push(Buffer.from('x'.repeat(10_000)))).flat();
  expect([...lines, ...splitter.end()].join('')).toBe('x'.repeat(100_000));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(16_384);
});
