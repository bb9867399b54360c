import path from 'node:path';
import type { Lock } from '../../protocol/locks.ts';
import type { AddCommand } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printJson } from '../terminal.ts';
import { lockRow } from './lock-text.ts';
import { locksAt } from './locks-at.ts';

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

async function locksOf(core: Core, paths: readonly string[]): Promise<readonly Lock[]> {
  const locks: Lock[] = [];
  for (const given of paths.map((it) => path.resolve(it))) locks.push(...(await locksAt(core, given)));
  return locks;
}
