import path from 'node:path';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';

interface SaveVersionOptions {
  readonly state?: string;
  readonly comment: string;
  readonly core: boolean;
  readonly json?: boolean;
}

/** `compline save-version`: copies a comp into `_versions` under the next number. */
export const addSaveVersion: AddCommand = (program, { terminal, core }, run) => {
  program
    .command('save-version')
    .description('Copy a comp into _versions under the next number.')
    .argument('<file>', 'the comp')
    .option('--state <state>', 'the state in the name, such as wip; that of the newest version where it is left out')
    .option('--comment <text>', 'what is new in this version', '')
    .option('--no-core', 'do it in this process, for continuous integration and farm nodes')
    .option('--json', 'print JSON')
    .action((file: string, options: SaveVersionOptions) =>
      run(options.json === true, async () => {
        const { state, comment } = options;
        const wish = { file: path.resolve(file), state, comment };
        const reached = options.core ? core.connect() : core.inProcess();
        const { version } = await withCore(reached, (it) => it.request('save/version', wish));
        if (options.json === true) printJson(terminal, { version });
        else terminal.out(`Saved: ${version.file}\n`);
        return exitCodes.success;
      }),
    );
};
