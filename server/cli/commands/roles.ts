import path from 'node:path';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printJson } from '../terminal.ts';

/** `compline roles`: what the user may do in a project. */
export const addRoles: AddCommand = (program, { terminal, core }, run) => {
  program
    .command('roles')
    .description('Which role you have in a project, and what it allows.')
    .argument('[folder]', 'the project, or a folder in it', '.')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((folder: string, options: { readonly core: boolean; readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const { abilities } = await withCore(options.core ? core.connect() : core.inProcess(), (it) =>
          it.request('project/abilities', { path: path.resolve(folder) }),
        );
        if (options.json === true) {
          printJson(terminal, abilities);
          return exitCodes.success;
        }
        const { user, role, root, actions, fault } = abilities;
        if (fault !== undefined) {
          terminal.out(`The rules of ${root} are not known. ${fault}\n`);
          terminal.out('Until it is corrected nothing is published, approved or restored.\n');
          return exitCodes.failure;
        }
        terminal.out(`${user} has the role ${role} in ${root}.\n`);
        terminal.out(
          formatTable(actions.map(({ action, allowed, reason }) => [action, allowed ? 'yes' : `no: ${reason}`])),
        );
        return exitCodes.success;
      }),
    );
};
