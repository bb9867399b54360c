import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Answers a request of the client. */
export type RequestHandler<Params, Result> = (params: Params, token: CancellationToken) => Result | Promise<Result>;

/** Stands before every request: nothing a request does can end the server, and nobody waits for a cancelled one. */
export class RequestGuard {
  readonly #log: (line: string) => void;
  readonly #listeners: (() => void)[] = [];
  #stopped = false;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** From now on every request is refused, as the protocol asks after `shutdown`. */
  stop(): void {
    this.#stopped = true;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` when the server stops, for requests that are held open. */
  onStop(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * A handler that answers with `empty` where `handler` throws, and writes one line about it to the log. It refuses
   * with `RequestCancelled` when the client gave up, and with `InvalidRequest` after `stop`.
   */
  guard<Params, Result>(
    method: string,
    empty: Result,
    handler: RequestHandler<Params, Result>,
  ): (params: Params, token: CancellationToken) => Promise<Result> {
    return async (params, token) => {
      if (this.#stopped) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
      try {
        throwIfCancelled(token);
        const result = await handler(params, token);
        throwIfCancelled(token);
        return result;
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.#log(`${method} failed: ${describe(error)}`);
        return empty;
      }
    };
  }
}

/** Ends a request that the client has given up. Throws `RequestCancelled`. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Request cancelled');
}

/** What happened and where, on one line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}: ${error.message}${place === undefined ? '' : ` (${place.trim()})`}`.replace(/\s+/g, ' ');
}
