import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TrustStore } from '../../../../server/pipeline/trust/trust-store.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('trust is given to exactly one hash of one project, and lasts', async () => {
  const folder = await temporaryFolder();
  const store = new TrustStore(folder);
  expect(await store.isTrusted('/p', 'a')).toBe(false);
  await Promise.all([store.trust('/p', 'a'), store.trust('/q', 'b')]);
  const later = new TrustStore(folder);
  expect(await later.isTrusted('/p', 'a')).toBe(true);
  expect(await later.isTrusted('/q', 'b')).toBe(true);
  expect(await later.isTrusted('/p', 'b')).toBe(false);
  expect(await later.isTrusted('__proto__', 'a')).toBe(false);
  await later.trust('/p', 'c');
  expect(await later.isTrusted('/p', 'a')).toBe(false);
  expect(statSync(path.join(folder, 'trust.json')).mode & 0o077).toBe(0);
});

test('a file that cannot be understood trusts nothing', async () => {
  const folder = await temporaryFolder();
  writeFileSync(path.join(folder, 'trust.json'), '{"version":1,"projects":{"/p":true}}');
  expect(await new TrustStore(folder).isTrusted('/p', 'a')).toBe(false);
});

test('a folder that cannot be written is told', async () => {
  await expect(new TrustStore('/proc/nowhere').trust('/p', 'a')).rejects.toMatchObject({
    code: 'state-folder-unusable',
  });
});
