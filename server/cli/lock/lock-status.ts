import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { AddCommand } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printJson } from '../terminal.ts';
import { lockRow } from './lock-text.ts';

/** `compline lock status`: who holds which comp. */
export const addLockStatus: AddCommand = (lock, { terminal, core }, run) => {
  lock
    .command('status')
    .description('Who holds these files, or any file below these folders; stale locks say so.')
    .argument('[path...]', 'files and folders', ['.'])
    .option('--json', 'print JSON')
    .action((paths: readonly string[], options: { readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const locks = await withCore(core.connect(), (it) => locksOf(it, paths));
        if (options.json === true) printJson(terminal, { locks });
        else terminal.out(locks.length === 0 ? 'No locks.\n' : formatTable(locks.map(lockRow)));
        return exitCodes.success;
      }),
    );
};

/** The core looks whether it is a folder: it waits for no share that hangs, and this process would. */
async function locksOf(core: Core, paths: readonly string[]): Promise<readonly Lock[]> {
  const locks: Lock[] = [];
  for (const given of paths.map((it) => path.resolve(it))) {
    const answer = await core.request('lock/list', { project: given }).catch(async (error: unknown) => {
      if (!ComplineError.is(error, 'not-found')) throw error;
      return await core.request('lock/status', { files: [given] });
    });
    locks.push(...answer.locks);
  }
  return locks;
}
