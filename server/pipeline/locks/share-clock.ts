import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { temporaryPath } from '../files/temporary-name.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';

/** A lock that was not renewed for so many seconds, by the share's clock, is stale. */
export const STALE_SECONDS = 120;

/** So long the answer for a folder is kept; milliseconds. */
const KEPT = 3000;

/**
 * The clock that gives the files of a folder their times: a file written there tells it. The answer is kept for a
 * moment and goes on by this machine's steady clock. A clock that stands still while the machine sleeps tells a time
 * that is too early, so that nothing is taken for stale that is not.
 */
export class ShareClock {
  readonly #files: ShareFiles;
  readonly #steady: () => number;
  readonly #answers = new Map<string, { readonly now: number; readonly at: number }>();

  /** `steady`: milliseconds since any moment, never set. */
  constructor(files: ShareFiles = nodeFiles, steady: () => number = () => performance.now()) {
    this.#files = files;
    this.#steady = steady;
  }

  /** The time now, in milliseconds since 1970; undefined where nothing can be written in the folder. */
  async now(folder: string): Promise<number | undefined> {
    const before = this.#steady();
    const kept = this.#answers.get(folder);
    if (kept !== undefined && before - kept.at < KEPT) return kept.now + (before - kept.at);
    this.#answers.delete(folder);
    const now = await shareNow(folder, this.#files);
    // From after the answer on: what it took is not counted, so that the time is rather early than late.
    if (now !== undefined) this.#answers.set(folder, { now, at: this.#steady() });
    return now;
  }
}

/** Names of the files that a share is asked the time with: `.~compline-clock.tmp-…`, after who made it. */
export const CLOCK_FILE = /^\.~compline-clock(?:-.*\.tmp$|\.tmp-)/;

/** The time now by the share's clock, asked for anew; undefined where nothing can be written there. */
export async function shareNow(folder: string, files: ShareFiles = nodeFiles): Promise<number | undefined> {
  const probe = await temporaryPath(path.join(folder, 'compline-clock'));
  try {
    const handle = await files.open(probe, 'create');
    try {
      // Some shares set the time when the first byte arrives and not when the file is made; and what was not flushed
      // may have the time of this machine only.
      await handle.write('0');
      await handle.flush();
      return (await handle.stat()).modifiedAt;
    } finally {
      await handle.close();
      await files.unlink(probe).catch(() => undefined);
    }
  } catch {
    return undefined;
  }
}
