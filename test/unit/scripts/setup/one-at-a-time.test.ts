import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { oneAtATime } from '../../../../scripts/setup/one-at-a-time.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compline-set-up-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the work of the second begins when that of the first has ended', async () => {
  const order: string[] = [];
  const firstMayEnd = Promise.withResolvers<void>();
  const first = oneAtATime(folder, async () => {
    order.push('first begins');
    await firstMayEnd.promise;
    order.push('first ends');
  });
  const second = oneAtATime(
    folder,
    async () => order.push('second'),
    () => firstMayEnd.resolve(), // so the second has come to wait while the first was at work
  );
  await Promise.all([first, second]);
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});

test('work that fails makes room, and its error is passed on', async () => {
  await expect(oneAtATime(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await oneAtATime(folder, async () => 'done')).toBe('done');
});

test('a process that is killed makes room', async () => {
  const script = `
    import { oneAtATime } from ${JSON.stringify(at('scripts', 'setup', 'one-at-a-time.mjs'))};
    await oneAtATime(${JSON.stringify(folder)}, async () => { console.log('at work'); await new Promise(() => setInterval(() => {}, 1000)); });
  `;
  const other = spawn(execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  const mine = oneAtATime(
    folder,
    async () => 'done',
    () => other.kill('SIGKILL'),
  );
  expect(await mine).toBe('done');
});
