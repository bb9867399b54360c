import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BoundedReads } from './bounded-reads.ts';
import { FolderListing } from './folder-listing.ts';

/** What is known of a folder; `unknown` where it cannot be read, or not in good time. */
export type FolderState = FolderListing | 'missing' | 'unknown';

/** So many names are sorted in before others have their turn. */
const NAMES_AT_ONCE = 5_000;

/** Lists a folder. Never fails. */
export async function listFolder(folder: string, reads: BoundedReads): Promise<FolderState> {
  try {
    return (await reads.read(() => list(folder))) ?? 'unknown';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
  }
}

async function list(folder: string): Promise<FolderListing> {
  const names = await readdir(folder);
  const listing = new FolderListing(await ignoresCase(folder, names));
  for (const [index, name] of names.entries()) {
    if (index % NAMES_AT_ONCE === NAMES_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
    listing.add(name);
  }
  return listing;
}

/** Whether a name is found in another letter case: shares and systems differ, so one name is tried. */
async function ignoresCase(folder: string, names: readonly string[]): Promise<boolean> {
  const name = names.slice(0, NAMES_AT_ONCE).find((it) => swapped(it) !== it);
  if (name === undefined || names.includes(swapped(name))) return false;
  return stat(path.join(folder, swapped(name))).then(
    () => true,
    () => false,
  );
}

function swapped(name: string): string {
  return name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
}
