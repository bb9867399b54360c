import { ComplineError } from '../protocol/errors.ts';
import type { EventData, EventName } from '../protocol/events.ts';
import type { RequestName, RequestParams, RequestResult } from '../protocol/requests.ts';
import { type ConnectOptions, connectToCore } from './connect-to-core.ts';
import type { CoreConnection } from './core-connection.ts';

/** Whether the client is connected. */
export type CoreClientState = 'disconnected' | 'connecting' | 'connected';

type Subscribe = (connection: CoreConnection) => { dispose(): void };

const crashesForgiven = 3;
const crashWindow = 60_000; // milliseconds
const restartPause = 500; // milliseconds

/**
 * The core as a program that stays uses it: connected by the first request, found or started again by the next one after
 * the core has ended. A core that dies is started again at once, so that its jobs go on, but not for ever. Listeners
 * outlive connections.
 */
export class CoreClient {
  readonly #options: ConnectOptions;
  readonly #subscriptions = new Map<Subscribe, { dispose(): void } | undefined>();
  readonly #stateListeners = new Set<(state: CoreClientState) => void>();
  #connection: Promise<CoreConnection> | undefined;
  /** The connection that stands. */
  #standing: CoreConnection | undefined;
  #state: CoreClientState = 'disconnected';
  #stopping = false;
  #disposed = false;
  #crashes: number[] = [];
  #restart: NodeJS.Timeout | undefined;

  /** `start` is true where it is left out. */
  constructor(options: Omit<ConnectOptions, 'start'> & { readonly start?: boolean }) {
    this.#options = { ...options, start: options.start ?? true };
  }

  get state(): CoreClientState {
    return this.#state;
  }

  /** Errors: `ComplineError`, also those of connecting. After `core-unreachable` the next request connects anew. */
  async request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>> {
    const connection = await this.connect();
    try {
      return await connection.request(name, params);
    } catch (error) {
      // A core that died is noticed by what cannot be written before the connection tells that it has ended.
      if (ComplineError.is(error, 'core-unreachable')) {
        connection.dispose();
        this.#closed(connection);
      }
      throw error;
    }
  }

  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void } {
    const subscribe: Subscribe = (connection) => connection.onEvent(name, listener);
    this.#subscriptions.set(subscribe, undefined);
    // Where a connection stands already, the listener joins it.
    if (this.#state === 'connected') {
      void this.#connection?.then((connection) => {
        if (this.#subscriptions.has(subscribe)) this.#subscriptions.set(subscribe, subscribe(connection));
      });
    }
    return {
      dispose: () => {
        this.#subscriptions.get(subscribe)?.dispose();
        this.#subscriptions.delete(subscribe);
      },
    };
  }

  onStateChange(listener: (state: CoreClientState) => void): { dispose(): void } {
    this.#stateListeners.add(listener);
    return { dispose: () => this.#stateListeners.delete(listener) };
  }

  /** Connects now, without a request. */
  connect(): Promise<CoreConnection> {
    if (this.#disposed) {
      return Promise.reject(
        new ComplineError({ code: 'core-unreachable', message: 'The connection to the core was closed.' }),
      );
    }
    this.#connection ??= this.#open();
    return this.#connection;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#restart);
    void this.#connection?.then(
      (connection) => connection.dispose(),
      () => {},
    );
    this.#connection = undefined;
    this.#setState('disconnected');
    this.#stateListeners.clear();
  }

  async #open(): Promise<CoreConnection> {
    clearTimeout(this.#restart);
    this.#setState('connecting');
    try {
      const connection = await connectToCore(this.#options);
      this.#standing = connection;
      this.#stopping = false;
      connection.onEvent('core/stopping', () => {
        this.#stopping = true;
      });
      for (const subscribe of this.#subscriptions.keys()) {
        this.#subscriptions.set(subscribe, subscribe(connection));
      }
      connection.onClose(() => this.#closed(connection));
      this.#setState('connected');
      return connection;
    } catch (error) {
      this.#connection = undefined;
      this.#setState('disconnected');
      throw error;
    }
  }

  #closed(connection: CoreConnection): void {
    if (this.#disposed || connection !== this.#standing) return;
    this.#standing = undefined;
    this.#connection = undefined;
    this.#setState('disconnected');
    if (this.#stopping || !this.#options.start) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < crashWindow), now];
    if (this.#crashes.length > crashesForgiven) return;
    this.#restart = setTimeout(() => void this.connect().catch(() => {}), restartPause); // The next request tells why.
  }

  #setState(state: CoreClientState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
