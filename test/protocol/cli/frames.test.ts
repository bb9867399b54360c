import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { compline, program } from './command-line.ts';

test('frames begin with a minus, without a state folder or a core', async () => {
  const env = { COMPLINE_STATE_HOME: '/nowhere/at/all' };
  const { code, out, err } = await compline(['frames', 'expand', '-5--1', '--json'], { env });
  expect(JSON.parse(out)).toEqual({ dialect: 'compline', count: 5, frames: [-5, -4, -3, -2, -1] });
  expect([code, err]).toEqual([0, '']);
});

test('all errors of a text are told, each with its column', async () => {
  const { code, out } = await compline(['frames', 'expand', '1-,5,7-9y2', '--json']);
  expect(JSON.parse(out)).toEqual({
    errors: [
      { code: 'range-end-expected', message: expect.stringContaining('","'), column: 3 },
      { code: 'step-or-comma-expected', message: expect.stringContaining('"y"'), column: 9 },
    ],
  });
  expect(code).toBe(2);
});

test('a long range is printed as long as somebody reads', async () => {
  const child = spawn(process.execPath, [program, 'frames', 'expand', '1-999999999']);
  let lines = '';
  for await (const part of child.stdout) {
    lines += part;
    if (lines.length > 2_000_000) break;
  }
  expect(lines.startsWith('1\n2\n3\n')).toBe(true);
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
});
