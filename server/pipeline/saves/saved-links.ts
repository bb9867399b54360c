import { readdir, realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { keepCopy } from '../files/keep-copy.ts';
import { lockPathOf } from '../locks/lock-file.ts';

/** `.~X.comp.lock.saved-<fence>` beside a comp: what the holder of that number saved last. */
interface SavedLink {
  readonly file: string;
  readonly fence: number;
}

/**
 * Keeps what the holder of a lock saves under the number of that lock, in place of what was kept there of it and of those
 * before: an owner whose lock was taken over, and who replaces the file late all the same, then destroys nothing.
 * Errors: those of `fileError`.
 */
export async function keepSaved(file: string, fence: number, content: string): Promise<void> {
  const lockPath = await lockPathHere(file);
  await keepCopy(content, `${lockPath}.saved-${fence}`);
  for (const link of await savedLinks(file)) {
    if (link.fence < fence) await unlink(link.file).catch(() => undefined);
  }
}

/** What the newest holder of the lock saved, where its number is higher than this one; undefined where there is none. */
export async function savedSince(file: string, fence: number): Promise<string | undefined> {
  const [newest] = (await savedLinks(file)).sort((a, b) => b.fence - a.fence);
  return newest !== undefined && newest.fence > fence ? newest.file : undefined;
}

async function savedLinks(file: string): Promise<SavedLink[]> {
  const beginning = `${await lockPathHere(file)}.saved-`;
  const folder = path.dirname(beginning);
  return (await readdir(folder)).flatMap((name) => {
    const link = path.join(folder, name);
    const fence = link.startsWith(beginning) ? link.slice(beginning.length) : '';
    return /^\d+$/.test(fence) ? [{ file: link, fence: Number(fence) }] : [];
  });
}

/** One file has one lock, whatever links lead to it. */
async function lockPathHere(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file));
  const real = await realpath(folder).catch(() => folder);
  return lockPathOf(await realpath(file).catch(() => path.join(real, path.basename(file))));
}
