import { Console } from 'node:console';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { diskFiles } from './disk-files.ts';
import { followMoves } from './disk-moves.ts';
import { diskPlaces } from './disk-places.ts';
import { encodeInPieces } from './encode-in-pieces.ts';
import { createLanguageServer } from './server.ts';

/** The command line names no channel that the server can talk over. */
export class UnknownChannelError extends Error {
  readonly code = 'unknown-channel';

  constructor() {
    super('The language server needs a channel to its client: start it with --stdio or --node-ipc.');
    this.name = 'UnknownChannelError';
  }
}

/**
 * Serves the client that started this process, over the channel `argv` names: `--stdio` or `--node-ipc`. Other
 * arguments are left to others. The process ends when the client asks for it or closes the channel.
 *
 * @throws UnknownChannelError when `argv` names neither channel.
 */
export function startLanguageServer(argv: readonly string[]): void {
  // Set when the program is bundled.
  const version = process.env.COMPLINE_VERSION;
  const host = {
    places: diskPlaces,
    disk: { files: diskFiles, followChanges: followMoves },
    ...(version !== undefined && { version }),
  };
  if (argv.includes('--node-ipc')) {
    process.once('disconnect', () => process.exit(1));
    createLanguageServer(
      (options) => createConnection(new IPCMessageReader(process), new IPCMessageWriter(process), options),
      host,
    );
    return;
  }
  if (!argv.includes('--stdio')) throw new UnknownChannelError();
  // Standard output belongs to the protocol: a stray line in it would end the session.
  globalThis.console = new Console(process.stderr, process.stderr);
  const reader = new StreamMessageReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout, { contentTypeEncoder: encodeInPieces });
  const server = createLanguageServer((options) => createConnection(reader, writer, options), host);
  // The protocol's exit codes: 1 where the client is gone without a word.
  const end = () => process.exit(server.isShutDown ? 0 : 1);
  process.stdin.once('end', end);
  process.stdin.once('close', end);
}
