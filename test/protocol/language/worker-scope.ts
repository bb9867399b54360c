import { createContext, runInContext } from 'node:vm';

/** A JSON-RPC message. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

type MessageListener = (event: { readonly data: unknown }) => void;

/**
 * A web worker's world as far as a language server sees it: messages, timers, text coding, a console; nothing of
 * Node. Messages are copied through JSON, as nothing but data passes between a worker and its page.
 */
export class WorkerScope {
  /** What the worker has posted and nobody has taken yet. */
  readonly #posted: Message[] = [];
  #listeners: MessageListener[] = [];
  #wake: (() => void) | undefined;
  readonly #scope: Record<string, unknown>;

  constructor(script: string) {
    const addEventListener = (type: string, listener: MessageListener): void => {
      if (type === 'message') this.#listeners.push(listener);
    };
    const removeEventListener = (_type: string, listener: MessageListener): void => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
    const postMessage = (message: unknown): void => {
      this.#posted.push(JSON.parse(JSON.stringify(message)));
      this.#wake?.();
    };
    this.#scope = {
      addEventListener,
      removeEventListener,
      postMessage,
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      queueMicrotask,
      performance,
      TextEncoder,
      TextDecoder,
      console,
    };
    const context = createContext(this.#scope);
    runInContext('globalThis.self = globalThis', context);
    runInContext(script, context, { filename: 'language-server.worker.js' });
  }

  /** The value of an expression in the worker's world. */
  evaluate(expression: string): unknown {
    return runInContext(expression, createContext(this.#scope));
  }

  /** Posts a message to the worker. */
  post(message: Omit<Message, 'jsonrpc'>): void {
    const data: unknown = JSON.parse(JSON.stringify({ jsonrpc: '2.0', ...message }));
    const { onmessage } = this.#scope;
    if (typeof onmessage === 'function') onmessage({ data });
    for (const listener of this.#listeners) listener({ data });
  }

  /** Posts a request and waits for its answer. */
  async request(id: number, method: string, params: unknown): Promise<Message> {
    this.post({ id, method, params });
    for (;;) {
      const index = this.#posted.findIndex((message) => message.id === id && message.method === undefined);
      const [answer] = index === -1 ? [] : this.#posted.splice(index, 1);
      if (answer !== undefined) return answer;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
