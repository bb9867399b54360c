import { startLanguageServer, UnknownChannelError } from './start-language-server.ts';

/** The language server as a program of its own: `node node.ts --stdio` or, from a parent process, `--node-ipc`. */
try {
  startLanguageServer(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UnknownChannelError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
