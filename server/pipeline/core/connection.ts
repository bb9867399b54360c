import { randomBytes, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { ComplineError, type ErrorData } from '../../protocol/errors.ts';
import {
  commonProtocol,
  handshake,
  oldestProtocolVersion,
  proof,
  proofsMatch,
  protocolVersion,
} from '../../protocol/handshake.ts';
import { type RequestName, requests } from '../../protocol/requests.ts';
import type { Core, CoreEvent } from './create-core.ts';

/** What a connection needs of the program around it. */
export interface ConnectionParts {
  readonly core: Pick<Core, 'request'>;
  readonly token: string;
  readonly version: string;
  /** What this core speaks; this build's protocol where absent. */
  readonly protocol?: { readonly oldest: number; readonly newest: number };
  /** A proven client with which there is no common protocol asks the core to finish and end. */
  retire(): void;
  /** An error that is none of the core's own: a fault of the program. */
  unexpected(error: unknown, request: string): void;
}

const handshakePatience = 10_000; // milliseconds
const refusalPause = 100; // milliseconds
const mostUnread = 32 * 1024 * 1024; // bytes that a client may leave unread before it is let go
const errorNumber = -32_000; // of JSON-RPC's range for a server's own errors; the code that counts is in the data

/** One client of the core: it must prove that it knows the token before anything else is answered. */
export class ClientConnection {
  /** Names the connection among all the core ever has. */
  readonly id: string = randomUUID();
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #parts: ConnectionParts;
  readonly #socket: Socket;
  readonly #connection: MessageConnection;
  readonly #timer: NodeJS.Timeout;
  readonly #nonce = randomBytes(32).toString('hex');
  #clientNonce: string | undefined;
  #agreed: number | undefined;
  #proven = false;
  #refused = false;

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    this.#timer = setTimeout(() => {
      if (!this.#proven) socket.destroy();
    }, handshakePatience);
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        clearTimeout(this.#timer);
        this.#connection.dispose();
        resolve();
      });
    });
    socket.on('error', () => {}); // The end of the connection, which follows, is what counts.
    this.#connection.onError(() => socket.destroy());
    this.#connection.onRequest((method, params) => this.#answer(method, params));
    this.#connection.listen();
  }

  /** True once the client has proven itself and speaks a common protocol: it is told events from then on. */
  get ready(): boolean {
    return this.#proven && this.#agreed !== undefined;
  }

  /** Tells the client something. A client that does not read is let go, and is no burden to the others. */
  tell(event: Pick<CoreEvent, 'name' | 'data'>): void {
    if (!this.ready || this.#socket.destroyed) return;
    if (this.#socket.writableLength > mostUnread) {
      this.#socket.destroy();
      return;
    }
    void this.#connection.sendNotification(event.name, event.data).catch(() => {}); // Told by the end of the socket.
  }

  /** Ends the connection after what is on its way. */
  end(): void {
    this.#socket.end();
    this.#socket.destroySoon();
  }

  async #answer(method: string, params: unknown): Promise<unknown> {
    try {
      return await this.#handle(method, params);
    } catch (error) {
      if (ComplineError.is(error)) return new ResponseError<ErrorData>(errorNumber, error.message, error.toData());
      this.#parts.unexpected(error, method);
      const message = error instanceof Error ? error.message : String(error);
      return new ResponseError<ErrorData>(errorNumber, message, {
        code: 'internal',
        message: `The pipeline core met a fault of its own: ${message}.`,
        nextStep: "Look into the core's log.",
      });
    }
  }

  async #handle(method: string, params: unknown): Promise<unknown> {
    if (method === handshake.hello.method) return this.#hello(params);
    if (method === handshake.prove.method) return this.#prove(params);
    if (!this.#proven) throw refused('The client must prove that it knows the token before anything else.');
    if (method === handshake.retire.method) {
      setImmediate(() => this.#parts.retire()); // After the answer is on its way.
      return {};
    }
    if (this.#agreed === undefined) {
      throw new ComplineError({
        code: 'protocol-mismatch',
        message: 'The client and the core speak no common version of the protocol.',
        nextStep: 'Update the older of the two.',
      });
    }
    if (!isRequestName(method)) {
      throw new ComplineError({
        code: 'not-supported',
        message: `This core (${this.#parts.version}) knows no request "${method}".`,
        nextStep: 'Restart the core: a newer one may be installed.',
      });
    }
    return await this.#parts.core.request(method, params as never, this.id);
  }

  #hello(params: unknown): unknown {
    const { nonce, protocol } = read(handshake.hello.params.safeParse(params));
    if (this.#clientNonce !== undefined) throw refused('The handshake has begun already.');
    this.#clientNonce = nonce;
    const own = this.#parts.protocol ?? { oldest: oldestProtocolVersion, newest: protocolVersion };
    this.#agreed = commonProtocol(protocol, own);
    const { token, version } = this.#parts;
    return { nonce: this.#nonce, proof: proof(token, 'core', nonce, this.#nonce), version, protocol: own };
  }

  #prove(params: unknown): unknown {
    const given = read(handshake.prove.params.safeParse(params)).proof;
    const nonce = this.#clientNonce;
    if (
      nonce === undefined ||
      this.#refused ||
      !proofsMatch(given, proof(this.#parts.token, 'client', this.#nonce, nonce))
    ) {
      // One guess a connection: it ends when the refusal has had the time to reach the client.
      this.#refused = true;
      setTimeout(() => this.end(), refusalPause).unref();
      throw refused('The client does not know the token.');
    }
    this.#proven = true;
    clearTimeout(this.#timer);
    return { ...(this.#agreed !== undefined && { protocol: this.#agreed }) };
  }
}

const isRequestName = (method: string): method is RequestName => Object.hasOwn(requests, method);

const refused = (message: string): ComplineError =>
  new ComplineError({
    code: 'authentication-failed',
    message,
    nextStep: 'Connect with the token in the state folder of this core.',
  });

function read<Params>(
  result: { success: true; data: Params } | { success: false; error: { message: string } },
): Params {
  if (result.success) return result.data;
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `The handshake is not understood: ${result.error.message}`,
  });
}
