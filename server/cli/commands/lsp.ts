import { startLanguageServer } from '../../language/start-language-server.ts';
import type { AddCommand } from '../command.ts';

/** `compline lsp`: the language server, for any editor. It goes on after the command has returned. */
export const addLsp: AddCommand = (program) => {
  program
    .command('lsp')
    .description('Run the language server for an editor.')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(() => startLanguageServer(['--stdio']));
};
