import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSidecar, SIDECAR_NAME, sidecarEntry } from '../../../server/project/sidecar.ts';

test.each([
  ['{"a.comp":{"version":3,"md5":"x"}}', 'read', { version: 3, md5: 'x' }],
  ['\ufeff{}', 'read', {}],
  ['{"a.comp":7}', 'read', {}],
  ['', 'damaged', {}],
  ['{"a', 'damaged', {}],
  ['[]', 'damaged', {}],
])('%j is %s', async (text, kind, entry) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-sidecar-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  expect(await readSidecar(folder)).toEqual({ kind: 'missing' });
  await writeFile(path.join(folder, SIDECAR_NAME), text);
  const sidecar = await readSidecar(folder);
  expect(sidecar.kind).toBe(kind);
  expect(sidecarEntry(sidecar, 'a.comp')).toEqual(entry);
});
