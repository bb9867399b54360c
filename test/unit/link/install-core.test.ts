import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { installCore } from '../../../server/link/install-core.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const bundleOf = async (text: string) => {
  const folder = await temporaryFolder();
  const bundle = path.join(folder, 'core.cjs');
  writeFileSync(bundle, text);
  return { bundle, state: path.join(folder, 'state') };
};

test('the bundle is copied once, and another version beside it', async () => {
  const { bundle, state } = await bundleOf('one');
  const first = await installCore(bundle, state, '1.0.0');
  expect(readFileSync(first, 'utf8')).toBe('one');
  expect(await installCore(bundle, state, '1.0.0')).toBe(first);
  writeFileSync(bundle, 'two');
  const second = await installCore(bundle, state, '1.0.0');
  expect(second).not.toBe(first);
  expect(readFileSync(first, 'utf8')).toBe('one');
  expect(readdirSync(path.dirname(second))).toEqual(['core.cjs']);
});

test('of many who copy at once each finds it whole', async () => {
  const { bundle, state } = await bundleOf('x'.repeat(100_000));
  const copies = await Promise.all(Array.from({ length: 8 }, () => installCore(bundle, state, '1.0.0')));
  expect(new Set(copies).size).toBe(1);
  expect(readFileSync(copies[0] ?? '', 'utf8')).toHaveLength(100_000);
});

test('what has not been used for long is removed, what is in use is not', async () => {
  const { bundle, state } = await bundleOf('one');
  const [old, recent] = ['0.1.0-aaa', '0.2.0-bbb'].map((name) => path.join(state, 'core', name));
  for (const folder of [old ?? '', recent ?? '']) mkdirSync(folder, { recursive: true });
  utimesSync(old ?? '', 1, 1);
  await installCore(bundle, state, '1.0.0');
  expect([existsSync(old ?? ''), existsSync(recent ?? '')]).toEqual([false, true]);
});

test('a source module is run where it is', async () => {
  expect(await installCore('/checkout/main.ts', '/state', '1')).toBe('/checkout/main.ts');
});
