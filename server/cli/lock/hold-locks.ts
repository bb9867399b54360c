import { HeldLocks } from '../../link/held-locks.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { LastingCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printError, type Terminal } from '../terminal.ts';
import { nameText } from './lock-text.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Takes locks, and holds them until this process is told to end (SIGINT, SIGTERM, SIGHUP), also through another core
 * where one dies. `taken` is called when they are there; who is told to end before has been interrupted. One that is lost
 * is told, the others are let go, and the exit code is that of a lock which somebody else holds.
 */
export async function holdLocks(
  core: LastingCore,
  {
    take,
    taken,
    terminal,
    json,
  }: {
    readonly take: (locks: HeldLocks) => Promise<readonly Lock[]>;
    readonly taken: (locks: readonly Lock[]) => void;
    readonly terminal: Terminal;
    readonly json: boolean;
  },
): Promise<number> {
  const locks = new HeldLocks(core);
  let end = (_code: number) => {};
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  let isTaken = false;
  let isLost = false;
  const asked = () => end(isTaken ? exitCodes.success : exitCodes.interrupted);
  // From the beginning on: who is told to end while it takes locks lets them go.
  for (const signal of endings) process.on(signal, asked);
  const lose = (lock: Lock): void => {
    isLost = true;
    printError(terminal, lostError(lock), json);
    end(exitCodes.locked);
  };
  // What is lost before all are there shows when they are.
  locks.onLost((lock) => isTaken && lose(lock));
  try {
    const taking = take(locks).then((all) => {
      isTaken = true;
      const lost = all.find(({ file }) => !locks.isHeld(file));
      if (lost === undefined) taken(all);
      else lose({ file: lost.file, state: 'free' });
    });
    taking.catch(() => undefined);
    // What is taken when the end comes earlier is let go with the connection.
    const code = await Promise.race([ended, taking.then(() => ended)]);
    await Promise.all(locks.files.map((file) => locks.release(file).catch(() => undefined)));
    // The last of it may be known only now, where a core had ended.
    return isLost ? exitCodes.locked : code;
  } finally {
    for (const signal of endings) process.removeListener(signal, asked);
    locks.dispose();
  }
}

function lostError(lock: Lock): ComplineError {
  const { owner } = lock;
  const to = owner === undefined ? '' : ` to ${owner.displayName ?? owner.user} on ${owner.machine}`;
  return new ComplineError({
    code: 'lock-lost',
    message: `The lock of ${nameText(lock.file)} was lost${to}.`,
    nextStep: 'Do not write to the file: take the lock again first.',
    path: lock.file,
    details: { lock },
  });
}
