import path from 'node:path';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';

/** `compline trust`: allow the core to run what a project's configuration names. */
export const addTrust: AddCommand = (program, { terminal, core }, run) => {
  program
    .command('trust')
    .description('Allow the programs that a project names to run; asked for anew when they change.')
    .argument('[folder]', 'the project, or a folder in it', '.')
    .option('--show', 'only say whether it is trusted, and what it would run')
    .option('--json', 'print JSON')
    .action((folder: string, options: { readonly show?: boolean; readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const project = await withCore(core.connect(), async (it) => {
          const { project: found } = await it.request('project/status', { path: path.resolve(folder) });
          if (options.show === true || found.trusted) return found;
          return (await it.request('project/trust', { root: found.root, hash: found.trustHash })).project;
        });
        if (options.json === true) {
          printJson(terminal, project);
          return exitCodes.success;
        }
        terminal.out(`${project.root} is ${project.trusted ? 'trusted' : 'not trusted'}. Programs it runs:\n`);
        for (const { name, commandLine } of project.programs) terminal.out(`  ${name}: ${commandLine.join(' ')}\n`);
        if (project.webhooks.length > 0) terminal.out('Addresses it sends messages to:\n');
        for (const { name, kind, target } of project.webhooks) {
          terminal.out(`  ${name}: ${kind}, ${target ?? 'the address is set on each machine'}\n`);
        }
        if (project.farms.length > 0) terminal.out('Farms it hands jobs to:\n');
        for (const { name, type, target } of project.farms) {
          terminal.out(`  ${name}: ${type}, ${target ?? 'by the commands of each machine'}\n`);
        }
        return exitCodes.success;
      }),
    );
};
