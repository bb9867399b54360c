import { realpath, unlink } from 'node:fs/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { LockFile } from '../../protocol/locks.ts';
import type { FileIdentity } from '../files/file-identity.ts';
import { linkOrCopy } from '../files/keep-copy.ts';
import { replaceFile } from '../files/replace-file.ts';
import { temporaryPath } from '../files/temporary-name.ts';
import type { SaveGuard } from '../locks/save-guard.ts';
import { type LockStanding, lockStanding } from './lock-standing.ts';
import { keepSaved, savedSince } from './saved-links.ts';

/** A save by the core in the name of a client. */
export interface GuardedSave {
  readonly file: string;
  readonly data: Uint8Array;
  readonly client: string;
  /** What the file has to be still. */
  readonly expected: FileIdentity | 'missing';
  readonly guard: SaveGuard;
  /**
   * The lock was lost between the last look at it and the replacing of the file, and `theirs`, where it is known, holds
   * what was overwritten. The file is there for as long as this takes.
   */
  readonly onLost: (lost: LostSave) => Promise<void>;
}

/** A save that came after its lock was lost. */
export interface LostSave {
  readonly reason: 'locked' | 'lock-lost';
  readonly owner: LockFile | undefined;
  readonly theirs: string | undefined;
  /** `theirs` stays there, for everybody to read. */
  readonly isKept: boolean;
}

/**
 * Replaces a file if the client has a right to: nobody else holds its lock, nobody held it since the client took its own,
 * and the file still is what was expected. All of that is looked at before and, as nothing keeps a process from being
 * stopped between its last look and the renaming, once more after: then what was overwritten is told to `onLost`, and
 * this fails. Answers what the file is then. Errors: `locked`, `lock-lost`, `file-changed`, and those of `fileError`.
 */
export async function guardedSave(save: GuardedSave): Promise<FileIdentity> {
  const { file, data, client, expected, guard, onLost } = save;
  const fence = await guard.fenceOf(file, client);
  let isSafe = true;
  const before = await temporaryPath(await realpath(file).catch(() => file));
  try {
    const identity = await replaceFile(file, data, {
      expected,
      check: async (temporary) => {
        if (expected !== 'missing') await linkOrCopy(await realpath(file), before);
        if (fence !== undefined) await keepSaved(file, fence, temporary);
        if ((await guard.fenceOf(file, client)) !== fence) throw lockChanged(file);
      },
    });
    const lost = lossBetween(fence, await standingAfter(guard, file, client));
    if (lost === undefined) return identity;
    isSafe = false;
    const saved = await savedSince(file, fence ?? (lost.owner?.fence ?? Number.POSITIVE_INFINITY) - 1).catch(
      () => undefined,
    );
    const theirs = saved ?? (expected === 'missing' ? undefined : before);
    await onLost({ ...lost, theirs, isKept: saved !== undefined });
    isSafe = true;
    throw lockLost(file, lost.owner);
  } finally {
    // What could not be kept elsewhere stays, until it is swept as anything that a process leaves behind.
    if (isSafe) await unlink(before).catch(() => undefined);
  }
}

/** A share that does not answer after the file was replaced tells nothing of a loss: the next heartbeat does. */
async function standingAfter(guard: SaveGuard, file: string, client: string): Promise<LockStanding | undefined> {
  return await lockStanding(guard, file, client).catch(() => undefined);
}

function lossBetween(
  before: number | undefined,
  after: LockStanding | undefined,
): Pick<LostSave, 'reason' | 'owner'> | undefined {
  if (after?.refused !== undefined) {
    // Who had a lock and finds another one there has lost it, whatever it is called.
    return { reason: before === undefined ? after.refused : 'lock-lost', owner: after.owner };
  }
  if (before === undefined || after?.fence === undefined || after.fence <= before) return undefined;
  return { reason: 'lock-lost', owner: undefined };
}

function lockChanged(file: string): ComplineError {
  return new ComplineError({
    code: 'lock-lost',
    message: 'The lock was lost and taken anew while the file was being saved.',
    nextStep: 'Look at what the file holds now, and save again.',
    path: file,
  });
}

function lockLost(file: string, owner: LockFile | undefined): ComplineError {
  const who = owner === undefined ? 'Somebody' : `${owner.displayName ?? owner.user} on ${owner.machine}`;
  return new ComplineError({
    code: 'lock-lost',
    message: `${who} had taken over the lock when the file was replaced: both texts are kept.`,
    nextStep: 'Decide which of them is to stand.',
    path: file,
  });
}
