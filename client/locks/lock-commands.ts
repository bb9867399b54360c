import type { CommandRegistry } from '../commands/command-registry.ts';
import { diskFile } from './disk-file.ts';
import { chooseLockAction, chooseStaleLock, type LockActionServices } from './lock-actions.ts';
import type { LocksView } from './locks-view.ts';
import { notifyOwner } from './notify-owner.ts';
import { type ReleaseServices, releaseAll } from './release-all.ts';
import { takeOver } from './take-over.ts';

/** What the commands work on. */
export interface LockCommandServices extends ReleaseServices, LockActionServices {
  readonly view: LocksView;
}

/** Registers the commands about locks. */
export function registerLockCommands(commands: CommandRegistry, services: LockCommandServices): void {
  const { core, known, keeper, view } = services;
  commands.withCore('compline.acquireLock', (argument) => keeper.acquire(diskFile(argument)));
  commands.withCore('compline.releaseLock', (argument) => keeper.release(diskFile(argument)));
  commands.withCore('compline.takeOverLock', (argument) => takeOver(services, diskFile(argument)));
  commands.withCore('compline.notifyLockOwner', (argument) => notifyOwner(core, known, diskFile(argument)));
  commands.withCore('compline.releaseAllLocks', () => releaseAll(services));
  commands.withCore('compline.showLockActions', (argument) => chooseLockAction(services, diskFile(argument)));
  commands.withCore('compline.showStaleLocks', async () => {
    await view.look();
    await chooseStaleLock(known.model.locks);
  });
}
