import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eachLine, LONGEST_LINE } from '../../../../server/pipeline/audit/each-line.ts';

async function linesOf(text: string | Buffer) {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-lines-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'x.jsonl');
  await writeFile(file, text);
  const lines: (string | undefined)[] = [];
  const { tornBytes } = await eachLine(file, (line, number) => {
    expect(number).toBe(lines.length + 1);
    lines.push(line?.toString('utf8'));
  });
  return { lines, tornBytes };
}

test.each<[string, string, readonly string[], number]>([
  ['nothing', '', [], 0],
  ['lines', 'a\nb\n', ['a', 'b'], 0],
  ['empty ones', '\n\n', ['', ''], 0],
  ['a torn one', 'a\n😀', ['a'], 4],
])('%s', async (_name, text, lines, tornBytes) => {
  expect(await linesOf(text)).toEqual({ lines, tornBytes });
});

test('lines over the bounds of what is read at once are whole, whatever their length', async () => {
  const texts = [1, 262_143, 262_144, 262_145, 700_000, 3].map((length, at) => String(at).repeat(length));
  const read = (await linesOf(texts.map((text) => `${text}\n`).join(''))).lines;
  // Compared by itself, so that a failure does not print them.
  expect(read.length).toBe(texts.length);
  expect(read.every((text, at) => text === texts[at])).toBe(true);
});

test('a line that is too long is not held, and those after it are read', async () => {
  const { lines, tornBytes } = await linesOf(
    Buffer.concat([Buffer.alloc(LONGEST_LINE + 1, 'x'), Buffer.from('\nb\nc')]),
  );
  expect(lines).toEqual([undefined, 'b']);
  expect(tornBytes).toBe(1);
});
