import type { AddCommand } from '../command.ts';
import { addLockRelease } from '../lock/lock-release.ts';
import { addLockStatus } from '../lock/lock-status.ts';
import { addLockAcquire, addLockTakeOver } from '../lock/lock-take.ts';

/** `compline lock`: who holds which comp, and holding comps. */
export const addLock: AddCommand = (program, context, run) => {
  const lock = program.command('lock').description('Locks of comps: who holds them, and taking and letting go.');
  for (const add of [addLockStatus, addLockAcquire, addLockRelease, addLockTakeOver]) add(lock, context, run);
};
