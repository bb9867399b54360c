import type { AddCommand } from '../command.ts';

/**
 * `compline lsp`: the language server, for any editor. It goes on after the command has returned. It is a program of
 * its own, which no other command loads, and finds its channel among the arguments of this process.
 */
export const addLsp: AddCommand = (program) => {
  program
    .command('lsp')
    .description('Run the language server for an editor.')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(async () => {
      await import('../../language/node.ts');
    });
};
