import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import {
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { type CoreFile, coreFileSchema } from '../protocol/core-file.ts';
import { ComplineError, errorDataSchema } from '../protocol/errors.ts';
import { type EventData, type EventName, events } from '../protocol/events.ts';
import {
  commonProtocol,
  handshake,
  oldestProtocolVersion,
  proof,
  proofsMatch,
  protocolVersion,
} from '../protocol/handshake.ts';
import { type RequestName, type RequestParams, type RequestResult, requests } from '../protocol/requests.ts';
import { EventFanOut, type EventOrigin } from './event-fan-out.ts';
import { stateFiles } from './state-folder.ts';

/** Versions of the protocol, oldest and newest, both included. */
export interface ProtocolRange {
  readonly oldest: number;
  readonly newest: number;
}

/** Who connects. */
export interface ConnectionOptions {
  readonly stateFolder: string;
  /** The client's name: `vscode`, `cli`. */
  readonly client: string;
  readonly version: string;
  /** What the client speaks; this build's where absent. */
  readonly protocol?: ProtocolRange;
  readonly logger?: { info(message: string): void };
}

const handshakePatience = 10_000; // milliseconds

/** A proven connection to a running core. */
export class CoreConnection {
  /** The protocol version both speak; undefined where there is none: such a connection can only `retire`. */
  readonly protocol: number | undefined;
  /** The core's range. */
  readonly coreProtocol: ProtocolRange;
  readonly #connection: MessageConnection;
  readonly #closed: Promise<void>;
  readonly #events: EventFanOut;
  #over = false;

  constructor(
    connection: MessageConnection,
    closed: Promise<void>,
    agreed: { readonly protocol: number | undefined; readonly coreProtocol: ProtocolRange },
    logger?: { info(message: string): void },
  ) {
    this.#connection = connection;
    // The connection keeps one listener for each notification.
    const origin: EventOrigin = {
      onEvent: (name, listener) =>
        connection.onNotification(name, (data: unknown) =>
          listener(events[name].parse(data) as Parameters<typeof listener>[0]),
        ),
    };
    this.#events = new EventFanOut(origin, (name, error) =>
      logger?.info(`What listens to ${name} failed: ${error instanceof Error ? error.stack : String(error)}`),
    );
    this.protocol = agreed.protocol;
    this.coreProtocol = agreed.coreProtocol;
    this.#closed = closed.then(() => {
      this.#over = true;
      connection.dispose(); // Rejects what still waits for an answer.
    });
  }

  /** Errors: `ComplineError`; `core-unreachable` where the connection breaks before the answer. */
  async request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>> {
    const answer: unknown = await ask(this.#connection, name, params);
    return requests[name].result.parse(answer) as RequestResult<Name>;
  }

  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void } {
    return this.#events.onEvent(name, listener);
  }

  /** Calls the listener when the connection has ended, whoever ended it. */
  onClose(listener: () => void): void {
    void this.#closed.then(listener);
  }

  /** Asks an older core to finish its renders and end. Resolves when it has let go of this connection. */
  async retire(): Promise<void> {
    await ask(this.#connection, handshake.retire.method, {});
    await this.#closed;
  }

  /** True once the connection has ended. */
  get closed(): boolean {
    return this.#over;
  }

  dispose(): void {
    this.#over = true;
    this.#connection.end();
    this.#connection.dispose();
  }
}

/**
 * Connects to the core that runs and proves both sides to each other. Errors: `core-unreachable` where none runs,
 * `authentication-failed` where one side does not know the token.
 */
export async function openConnection(options: ConnectionOptions): Promise<CoreConnection> {
  const files = stateFiles(options.stateFolder);
  const core = await readCoreFile(files.coreFile);
  const token = await readToken(files.token);
  const socket = await reach(core.socket);
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const timer = setTimeout(() => socket.destroy(), handshakePatience);
  connection.onError(() => socket.destroy());
  connection.listen();
  try {
    const agreed = await Promise.race([
      shakeHands(connection, token, core.process, options),
      closed.then(() => Promise.reject(unreachable('The pipeline core broke off the connection.'))),
    ]);
    return new CoreConnection(connection, closed, agreed, options.logger);
  } catch (error) {
    connection.dispose();
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function shakeHands(connection: MessageConnection, token: string, process: number, options: ConnectionOptions) {
  const protocol = options.protocol ?? { oldest: oldestProtocolVersion, newest: protocolVersion };
  const nonce = randomBytes(32).toString('hex');
  const { client, version } = options;
  const hello = handshake.hello.result.parse(
    await ask(connection, handshake.hello.method, { nonce, client, version, protocol }),
  );
  if (!proofsMatch(hello.proof, proof(token, 'core', nonce, hello.nonce))) {
    throw new ComplineError({
      code: 'authentication-failed',
      message: 'What answers as the pipeline core does not know the token of the state folder.',
      nextStep: `End the process ${process} and try again: the core then starts anew.`,
      path: options.stateFolder,
    });
  }
  await ask(connection, handshake.prove.method, { proof: proof(token, 'client', hello.nonce, nonce) });
  return { protocol: commonProtocol(protocol, hello.protocol), coreProtocol: hello.protocol };
}

async function ask(connection: MessageConnection, method: string, params: object): Promise<unknown> {
  try {
    return await connection.sendRequest(method, params);
  } catch (error) {
    throw toComplineError(error);
  }
}

function toComplineError(error: unknown): ComplineError {
  if (error instanceof ResponseError) {
    const data = errorDataSchema.safeParse(error.data);
    if (data.success) return new ComplineError(data.data);
  }
  const message = error instanceof Error ? error.message : String(error);
  return unreachable(`The connection to the pipeline core broke (${message}).`, error);
}

const unreachable = (message: string, cause?: unknown): ComplineError =>
  new ComplineError(
    { code: 'core-unreachable', message, nextStep: 'Try again: the core is then started anew.' },
    { cause },
  );

async function readCoreFile(file: string): Promise<CoreFile> {
  try {
    return coreFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw unreachable('The pipeline core is not running.', error);
  }
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw unreachable(`The token of the pipeline core cannot be read (${file}).`, error);
  }
}

function reach(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    socket.once('error', (error) => reject(unreachable('The pipeline core does not answer.', error)));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      socket.on('error', () => {}); // The end of the connection, which follows, is what counts.
      resolve(socket);
    });
  });
}
