import { ComplineError } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { AddCommand } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printError, printJson } from '../terminal.ts';
import { filesNamed } from './lock-files.ts';
import { nameText } from './lock-text.ts';

/** `compline lock release`: lets locks go that were taken on this machine. */
export const addLockRelease: AddCommand = (lock, { terminal, core }, run) => {
  lock
    .command('release')
    .description('Let the locks of files go that `lock acquire` has taken.')
    .argument('[file...]', 'files')
    .option('--all', 'every lock that is held on this machine, those of windows too')
    .option('--json', 'print JSON')
    .action((given: readonly string[], options: { readonly all?: boolean; readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const isAll = options.all === true;
        if (isAll === given.length > 0) throw whichOnes();
        const locks = await withCore(core.connect(), (it) => (isAll ? releaseAll(it) : release(it, given)));
        if (options.json === true) printJson(terminal, { locks: locks.map(({ wasFree: _, ...lock }) => lock) });
        else if (locks.length === 0) terminal.out('No locks.\n');
        const others = locks.filter(({ state }) => state !== 'free');
        if (options.json !== true) {
          for (const { file, state, wasFree } of locks) {
            if (wasFree) terminal.out(`${nameText(file)} was not locked\n`);
            else if (state === 'free') terminal.out(`Released ${nameText(file)}\n`);
          }
          for (const it of others) printError(terminal, notYours(it), false);
        }
        if (others.some(({ state }) => state !== 'unreachable')) return exitCodes.locked;
        return others.length === 0 ? exitCodes.success : exitCodes.failure;
      }),
    );
};

/** A lock as it stands after it was to be let go, and whether there was none before. */
type Released = Lock & { readonly wasFree: boolean };

async function releaseAll(core: Core): Promise<readonly Released[]> {
  const { files } = await core.request('lock/release-all', {});
  return files.map((file) => ({ file, state: 'free' as const, wasFree: false }));
}

async function release(core: Core, given: readonly string[]): Promise<readonly Released[]> {
  const released: Released[] = [];
  for (const file of await filesNamed(core, given)) {
    const [before] = (await core.request('lock/status', { files: [file] })).locks;
    const { lock } = await core.request('lock/release', { file });
    released.push({ ...lock, wasFree: before?.state === 'free' });
  }
  return released;
}

const whichOnes = (): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: 'It has to be said which locks are let go.',
    nextStep: 'Name the files, or add --all.',
  });

function notYours({ file, state, owner, elsewhere }: Lock): ComplineError {
  const who = owner === undefined ? 'somebody' : `${owner.displayName ?? owner.user} on ${owner.machine}`;
  const holder = elsewhere === 'window' ? 'another window or command of yours' : who;
  const isGone = state === 'unreachable';
  return new ComplineError({
    code: isGone ? 'share-unreachable' : 'locked',
    message: isGone ? `The folder of ${nameText(file)} does not answer.` : `${nameText(file)} is locked by ${holder}.`,
    nextStep: isGone
      ? 'The lock is let go when the folder answers again.'
      : 'Only who holds a lock lets it go; `compline lock take-over` takes it from them.',
    path: file,
  });
}
