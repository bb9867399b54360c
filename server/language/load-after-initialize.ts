import { Message, type MessageStrategy } from 'vscode-languageserver';

/**
 * Lets `initialize` be answered before what the server loads for everything else: loading begins when the answer is
 * written, or with a message that comes before, and all other messages wait for it, in their order.
 */
export class LoadAfterInitialize implements MessageStrategy {
  readonly #load: () => Promise<void>;
  #loading: Promise<void> | undefined;

  /** When `load` fails there is nothing to answer with: the error ends the server. */
  constructor(load: () => Promise<void>) {
    this.#load = load;
  }

  async handleMessage(message: Message, next: (message: Message) => void | Promise<void>): Promise<void> {
    if (!Message.isRequest(message) || message.method !== 'initialize') await this.#loaded();
    await next(message);
    void this.#loaded();
  }

  #loaded(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      queueMicrotask(() => {
        throw error;
      });
      return new Promise(() => {});
    });
    return this.#loading;
  }
}
