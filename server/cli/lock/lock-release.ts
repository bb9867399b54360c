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
        if (options.json === true) printJson(terminal, { locks });
        else if (locks.length === 0) terminal.out('No locks.\n');
        const others = locks.filter(({ state }) => state !== 'free');
        if (options.json !== true) {
          for (const { file, state } of locks) if (state === 'free') terminal.out(`Released ${nameText(file)}\n`);
          for (const it of others) printError(terminal, notYours(it), false);
        }
        if (others.some(({ state }) => state !== 'unreachable')) return exitCodes.locked;
        return others.length === 0 ? exitCodes.success : exitCodes.failure;
      }),
    );
};

async function releaseAll(core: Core): Promise<readonly Lock[]> {
  const { files } = await core.request('lock/release-all', {});
  return files.map((file) => ({ file, state: 'free' as const }));
}

async function release(core: Core, given: readonly string[]): Promise<readonly Lock[]> {
  const locks: Lock[] = [];
  for (const file of await filesNamed(core, given)) locks.push((await core.request('lock/release', { file })).lock);
  return locks;
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
