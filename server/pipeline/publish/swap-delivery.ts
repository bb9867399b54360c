import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { filesUnder } from './delivery-places.ts';

/** Files that take the place of others, all of them or none: what is there goes aside first, then the new comes in. */
export interface Swap {
  /** The folder that holds both; absolute. */
  readonly folder: string;
  /** What is moved aside goes here, under the names that it had in `folder`; on the same device. */
  readonly aside: string;
  /** What comes in: where each file is now, and its name in `folder`. */
  readonly incoming: readonly { readonly from: string; readonly name: string }[];
}

/**
 * Moves what goes aside, then moves in what comes, file by file. After an error, or a crash at any of its operations,
 * `undoSwap` brings back what was there. Errors: `file-changed` where somebody else puts a file in the place of one that
 * comes, and those of `fileError`.
 */
export async function swapIn(files: FileOperations, swap: Swap, outgoing: readonly string[]): Promise<void> {
  const made = new Set<string>();
  const move = async (from: string, to: string): Promise<void> => {
    const folder = path.dirname(to);
    if (!made.has(folder)) await files.makeFolder(folder);
    made.add(folder);
    await files.move(from, to);
  };
  for (const name of outgoing) await move(path.join(swap.folder, name), path.join(swap.aside, name));
  for (const { from, name } of swap.incoming) {
    const to = path.join(swap.folder, name);
    if (await isThere(to)) throw cameBetween(to);
    await move(from, to);
  }
}

/**
 * Brings back what was there before a swap: what had come in goes back to where it was, what had gone aside returns.
 * Doing it again, or after a crash in the middle of it, changes nothing more. Errors: `file-changed` where somebody else
 * has put a file in the place of one that returns, which then stays aside; and those of `fileError`.
 */
export async function undoSwap(files: FileOperations, swap: Swap): Promise<void> {
  for (const { from, name } of swap.incoming.toReversed()) {
    const place = path.join(swap.folder, name);
    if ((await isThere(from)) || !(await isThere(place))) continue;
    await files.makeFolder(path.dirname(from));
    await files.move(place, from);
  }
  for (const name of await filesUnder(swap.aside)) {
    const place = path.join(swap.folder, name);
    if (await isThere(place)) throw cameBetween(place);
    await files.makeFolder(path.dirname(place));
    await files.move(path.join(swap.aside, name), place);
  }
  await files.remove(swap.aside);
  await files.removeIfEmpty(path.dirname(swap.aside));
  await files.removeIfEmpty(path.dirname(path.dirname(swap.aside)));
  const folders = new Set(swap.incoming.map(({ name }) => path.dirname(path.join(swap.folder, name))));
  for (const folder of folders) if (folder !== swap.folder) await files.removeIfEmpty(folder);
}

async function isThere(file: string): Promise<boolean> {
  return await lstat(file).then(
    () => true,
    () => false,
  );
}

function cameBetween(file: string): ComplineError {
  return new ComplineError({
    code: 'file-changed',
    message: `Another program has put ${path.basename(file)} there while the delivery was being replaced.`,
    nextStep: 'Move that file away, and publish again.',
    path: file,
  });
}
