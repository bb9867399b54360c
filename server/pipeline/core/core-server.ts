import { createServer, type Server } from 'node:net';
import { ClientConnection, type ConnectionParts } from './connection.ts';
import type { Core, CoreEvent } from './create-core.ts';

/** The core's socket and the clients at it. */
export class CoreServer {
  readonly #server: Server;
  readonly #clients = new Set<ClientConnection>();

  constructor(parts: ConnectionParts & { readonly core: Core }) {
    this.#server = createServer((socket) => {
      const client = new ClientConnection(socket, parts);
      this.#clients.add(client);
      void client.closed
        .then(() => {
          this.#clients.delete(client);
          return parts.core.clientEnded(client.id);
        })
        .catch((error: unknown) => parts.unexpected(error, 'end of a connection'));
    });
    parts.core.onEvent((event) => this.tell(event));
  }

  /** Connections that stand, proven or not. */
  get clients(): number {
    return this.#clients.size;
  }

  listen(address: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(address, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** Tells an event to all clients, or to the one it names. */
  tell(event: CoreEvent): void {
    for (const client of this.#clients) {
      if (event.client === undefined || event.client === client.id) client.tell(event);
    }
  }

  /** Takes no more connections and ends those there are. */
  async close(): Promise<void> {
    this.#server.close();
    const clients = [...this.#clients];
    for (const client of clients) client.end();
    await Promise.all(clients.map((client) => client.closed));
  }
}
