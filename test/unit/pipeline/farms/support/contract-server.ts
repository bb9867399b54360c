import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  /** The body as JSON; undefined where there is none. */
  readonly body: unknown;
}

export interface ServerAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong with an answer. `cut-before`: nothing happened; `cut-after`: it happened, and the answer is lost. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'cut-before' }
  | { readonly kind: 'cut-after' }
  /** Half of the answer. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'wrong-json' }
  | { readonly kind: 'wrong-shape' }
  /** Never answered, until the server is closed. */
  | { readonly kind: 'silent' };

/** A server that answers as `answer` says, notes what it was asked, and makes the faults that a test wishes. */
export class ContractServer {
  readonly requests: SeenRequest[] = [];
  readonly #server: http.Server;
  /** The fault of the next request that it is for; undefined where there is none. */
  fault: ((request: SeenRequest) => Fault | undefined) | undefined;

  private constructor(answer: (request: SeenRequest) => ServerAnswer | Promise<ServerAnswer>) {
    this.#server = http.createServer((incoming, outgoing) => {
      void this.#serve(incoming, outgoing, answer).catch((error: unknown) => {
        outgoing.writeHead(500, { 'content-type': 'text/plain' });
        outgoing.end(String(error));
      });
    });
  }

  static async begin(answer: (request: SeenRequest) => ServerAnswer | Promise<ServerAnswer>): Promise<ContractServer> {
    const server = new ContractServer(answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
    answer: (request: SeenRequest) => ServerAnswer | Promise<ServerAnswer>,
  ): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.requests.push(request);
    const fault = this.fault?.(request);
    switch (fault?.kind) {
      case 'silent':
        return;
      case 'cut-before':
        incoming.socket.destroy();
        return;
      case 'status':
        outgoing.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers });
        outgoing.end('as the test wishes');
        return;
      case 'wrong-json':
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end('<html>not what you think</html>');
        return;
      case 'wrong-shape':
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end('{"surprise":true}');
        return;
    }
    const {
      status = 200,
      json,
      text: said = json === undefined ? '' : JSON.stringify(json),
      headers,
    } = await answer(request);
    if (fault?.kind === 'cut-after') {
      incoming.socket.destroy();
      return;
    }
    const body = Buffer.from(said);
    outgoing.writeHead(status, {
      'content-type': json === undefined ? 'text/plain' : 'application/json',
      'content-length': body.length,
      ...headers,
    });
    if (fault?.kind !== 'torn') {
      outgoing.end(body);
      return;
    }
    outgoing.write(body.subarray(0, Math.max(1, body.length >> 1)));
    setImmediate(() => incoming.socket.destroy());
  }
}
