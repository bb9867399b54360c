import type { Lock } from '../../server/protocol/locks.ts';

/** True for a lock that keeps others from writing: somebody has it, or may have it. */
export function keepsOut({ state }: Pick<Lock, 'state'>): boolean {
  return state === 'held' || state === 'unreadable';
}

/** Tells a lock that somebody has on a file from another on the same file. */
export function lockKey({ file, owner, state }: Lock): string {
  return JSON.stringify([file, owner?.session ?? state]);
}
