import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { Lock, LockFile } from '../../protocol/locks.ts';
import { fileError, systemCode } from '../files/file-error.ts';

/** What systems say of a share that has gone. */
const GONE_SHARE = new Set([
  ...['EIO', 'ESTALE', 'ETIMEDOUT', 'ENOTCONN', 'ENODEV', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH'],
  ...['ECONNABORTED', 'ECONNRESET', 'EREMOTEIO'],
]);

/** An error of the file system while a lock is worked on: `share-unreachable`, else as `fileError` tells it. */
export function lockFileError(error: unknown, file: string, doing: string): ComplineError {
  const code = systemCode(error) ?? '';
  if (ComplineError.is(error) || !GONE_SHARE.has(code)) return fileError(error, file, doing);
  return new ComplineError(
    {
      code: 'share-unreachable',
      message: `The share does not answer: ${doing} ${file} failed (${code}).`,
      nextStep: 'See that the share is connected, and try again.',
      path: file,
    },
    { cause: error },
  );
}

/** Says that a held lock cannot be renewed, so that nobody knows whether it still is. Code `share-unreachable`. */
export function cannotRenewError(file: string): ComplineError {
  return new ComplineError({
    code: 'share-unreachable',
    message: `The lock of ${path.basename(file)} cannot be renewed: its folder does not answer, or cannot be written.`,
    nextStep: 'See that the share is connected and that you may write there; it is tried again twice a minute.',
    path: file,
  });
}

/** Says of a lock that somebody else holds it, who that is, and what can be done. Code `locked`. */
export function lockedError(lock: Lock): ComplineError {
  const { file } = lock;
  const { message, nextStep } = words(lock);
  const name = path.basename(file);
  return new ComplineError({
    code: 'locked',
    message: `${name} is locked ${message}.`,
    nextStep,
    path: file,
    details: { lock },
  });
}

/** Says that a lock was somebody else's, or was let go, since it was taken. Code `lock-lost`. */
export function lockLostError(lock: Lock): ComplineError {
  const name = path.basename(lock.file);
  const { owner } = lock;
  const message = owner === undefined ? 'was lost: somebody else had it meanwhile' : `was lost to ${whoIs(owner)}`;
  return new ComplineError({
    code: 'lock-lost',
    message: `The lock of ${name} ${message}.`,
    nextStep: 'Compare the file with what you have before you save, then take the lock again.',
    path: lock.file,
    details: { lock },
  });
}

function words({ state, owner, elsewhere, ageSeconds }: Lock): { readonly message: string; readonly nextStep: string } {
  if (owner === undefined) {
    return {
      message: 'by a lock file that cannot be read',
      nextStep: 'Try again in two minutes: one that nobody renews can then be taken over; with a reason it can be now.',
    };
  }
  if (elsewhere === 'kept') {
    return {
      message: `already: it has been kept on this machine since ${since(owner)}`,
      nextStep: 'Let it go with `compline lock release`, or take it over.',
    };
  }
  if (elsewhere === 'window') {
    return {
      message: `by another window or command of yours since ${since(owner)}`,
      nextStep: 'Take it over: the other one is told.',
    };
  }
  if (state === 'stale') {
    const minutes = ageSeconds === undefined ? '' : ` for ${Math.floor(ageSeconds / 60)} minutes`;
    return {
      message: `by ${whoIs(owner)}, who has not renewed it${minutes}`,
      nextStep: 'Take it over: whoever held it has most likely gone.',
    };
  }
  return {
    message: `by ${whoIs(owner)} (${owner.application}) since ${since(owner)}`,
    nextStep: `Ask ${nameOf(owner)} to let it go, or take it over and give a reason.`,
  };
}

const nameOf = ({ displayName, user }: LockFile): string => displayName ?? user;

const whoIs = (owner: LockFile): string => `${nameOf(owner)} on ${owner.machine}`;

/** The minute in which a lock was taken, as its owner's clock told it. */
const since = ({ acquired }: LockFile): string => acquired.slice(0, 16).replace('T', ' ');
