import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/locks.ts';

/** Takes and lets go of locks. */
export interface LockTaker {
  take(file: string): Promise<Lock>;
  release(file: string): Promise<unknown>;
  /** Something is in the way, and it is waited for. */
  waiting(error: ComplineError): void;
  /** Resolves when the lock of a file, which is somebody else's, may be free by now; `patience` milliseconds at most. */
  changed(file: string, patience: number): Promise<void>;
}

/** What may pass by itself. */
const passing: readonly string[] = ['locked', 'share-unreachable'];

const shortestPause = 500; // milliseconds
const longestPause = 5_000;

/**
 * Takes the locks of all files or of none: where one is refused, those that are taken are let go again, and it is tried
 * anew until `wait` milliseconds have passed. Nothing is held while it waits, so that two who want the same files cannot
 * wait for each other. Errors: what the last try was refused with.
 */
export async function takeAll(files: readonly string[], taker: LockTaker, wait: number): Promise<Lock[]> {
  const end = performance.now() + wait;
  for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
    const refused = await takeOnce(files, taker);
    if (Array.isArray(refused)) return refused;
    const left = end - performance.now();
    const { error, file } = refused;
    if (left <= 0 || !ComplineError.is(error) || !passing.includes(error.code)) throw error;
    if (pause === shortestPause) taker.waiting(error);
    await taker.changed(file, Math.min(pause, left));
  }
}

interface Refusal {
  readonly file: string;
  readonly error: unknown;
}

async function takeOnce(files: readonly string[], taker: LockTaker): Promise<Lock[] | Refusal> {
  const locks: Lock[] = [];
  for (const file of files) {
    try {
      locks.push(await taker.take(file));
    } catch (error) {
      for (const taken of locks) await taker.release(taken.file).catch(() => undefined);
      return { file, error };
    }
  }
  return locks;
}

/** Waits for an event, or until patience ends. `listen` begins to listen and answers how to stop. */
export async function eventOr(patience: number, listen: (wake: () => void) => { dispose(): void }): Promise<void> {
  const over = new AbortController();
  const listening = listen(() => over.abort());
  await delay(patience, undefined, { signal: over.signal }).catch(() => undefined);
  listening.dispose();
}
