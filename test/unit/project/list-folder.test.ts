import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BoundedReads } from '../../../server/project/bounded-reads.ts';
import { FolderListing } from '../../../server/project/folder-listing.ts';
import { listFolder } from '../../../server/project/list-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('a folder is listed, one that is not there is missing', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'a.0001.exr'), '');
  const reads = new BoundedReads(60_000);
  const listing = await listFolder(folder, reads);
  if (!(listing instanceof FolderListing)) throw new Error(`expected a listing, got ${listing}`);
  expect(listing.has('a.0001.exr')).toBe(true);
  expect(await listFolder(path.join(folder, 'b'), reads)).toBe('missing');
  expect(await listFolder(path.join(folder, 'a.0001.exr'), reads)).toBe('missing');
});

test('what lies in a folder on a disk that does not answer is not known', async () => {
  const reads = new BoundedReads(1);
  const never = (): Promise<never> => new Promise(() => {});
  await Promise.all([reads.read(never), reads.read(never), reads.read(never)]);
  expect(await listFolder(await temporaryFolder(), reads)).toBe('unknown');
});
