import type { Command } from 'commander';
import type { HeldLocks } from '../../link/held-locks.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { AddCommand, CommandContext, RunAction } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printable, printJson } from '../terminal.ts';
import { holdLocks } from './hold-locks.ts';
import { filesNamed, parseSeconds } from './lock-files.ts';
import { nameText } from './lock-text.ts';
import { eventOr, type LockTaker, takeAll } from './take-all.ts';
import { takeToStay } from './take-to-stay.ts';

interface TakeOptions {
  readonly json?: boolean;
  readonly wait?: number;
  readonly hold?: boolean;
  readonly reason?: string;
}

/** `compline lock acquire`: takes the locks of files, all or none. */
export const addLockAcquire: AddCommand = (lock, context, run) => {
  const command = lock
    .command('acquire')
    .description('Lock files: all of them, or none. They stay locked until `lock release`.');
  addTaking(command, context, run, false);
};

/** `compline lock take-over`: takes the locks of files from whoever holds them. */
export const addLockTakeOver: AddCommand = (lock, context, run) => {
  const command = lock
    .command('take-over')
    .description('Take locks over that are stale, or are yours; with a reason, any.')
    .option('--reason <text>', 'why a lock that is alive is taken: it goes into the audit trail');
  addTaking(command, context, run, true);
};

function addTaking(command: Command, { terminal, core }: CommandContext, run: RunAction, isTakeOver: boolean): void {
  command
    .argument('<file...>', 'files')
    .option('--wait <seconds>', 'where one cannot be had, try again for so long', parseSeconds)
    .option('--hold', 'stay, and hold the locks until this command is ended')
    .option('--json', 'print JSON')
    .action((given: readonly string[], options: TakeOptions) =>
      run(options.json === true, async () => {
        const json = options.json === true;
        const hold = options.hold === true;
        const reason = isTakeOver ? { reason: options.reason } : undefined;
        const wait = options.wait ?? 0;
        const waiting = (it: Core): Omit<LockTaker, keyof Taking> => ({
          waiting: ({ message }) => terminal.err(`${printable(message)} Waiting ...\n`),
          changed: (file, patience) => changed(it, file, patience),
        });
        const taken = (locks: readonly Lock[]): void => {
          if (json) printJson(terminal, { locks });
          else for (const { file } of locks) terminal.out(`${takenText(nameText(file), hold)}\n`);
        };
        if (hold) {
          return await withCore(core.stay(), async (it) => {
            const files = await filesNamed(it, given);
            const take = (locks: HeldLocks) => takeAll(files, { ...holding(locks, reason), ...waiting(it) }, wait);
            return holdLocks(it, { take, taken, terminal, json });
          });
        }
        const locks = await withCore(core.connect(), async (it) => {
          const files = await filesNamed(it, given);
          return await takeToStay(it, await takeAll(files, { ...forNow(it, reason), ...waiting(it) }, wait));
        });
        taken(locks);
        return exitCodes.success;
      }),
    );
}

const takenText = (name: string, hold: boolean): string =>
  hold ? `Holding ${name}; Ctrl+C lets it go.` : `Locked ${name}, until: compline lock release ${name}`;

/** Where there is a `reason`, absent or not, locks are taken over. */
type Reason = { readonly reason: string | undefined } | undefined;

type Taking = Pick<LockTaker, 'take' | 'release'>;

/** Locks that end with the connection, until `takeToStay`. */
function forNow(core: Core, takeOver: Reason): Taking {
  return {
    take: async (file) => {
      const wanted = { file, ...(takeOver?.reason !== undefined && { reason: takeOver.reason }) };
      return (await core.request(takeOver === undefined ? 'lock/acquire' : 'lock/take-over', wanted)).lock;
    },
    release: (file) => core.request('lock/release', { file }),
  };
}

/** Locks that end with the command. */
function holding(locks: HeldLocks, takeOver: Reason): Taking {
  return {
    take: (file) =>
      takeOver === undefined
        ? locks.acquire(file)
        : locks.takeOver(file, takeOver.reason === undefined ? {} : { reason: takeOver.reason }),
    release: (file) => locks.release(file),
  };
}

/** Waits until the core says that a lock has changed: at once where it holds the lock itself. */
async function changed(core: Core, file: string, patience: number): Promise<void> {
  await eventOr(patience, (wake) => {
    const listening = core.onEvent('lock/changed', ({ lock }) => lock.file === file && wake());
    core
      .request('lock/watch', { files: [file] })
      .then(({ locks }) => locks.some(({ state }) => state === 'free') && wake())
      .catch(() => undefined);
    return listening;
  });
}
