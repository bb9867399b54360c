import type { EventData, EventName } from '../protocol/events.ts';

/** Where events come from. It need keep only one listener for each event. */
export interface EventOrigin {
  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void };
}

type Listeners = { [Name in EventName]: Set<(data: EventData<Name>) => void> };

/** Passes each event of the core on to every part that listens. A part that fails does not keep it from the others. */
export class EventFanOut {
  readonly #origin: EventOrigin;
  readonly #failed: (name: EventName, error: unknown) => void;
  readonly #listeners: Listeners = {
    'queue/changed': new Set(),
    'publish/changed': new Set(),
    'farm/changed': new Set(),
    'lock/changed': new Set(),
    'lock/asked': new Set(),
    'core/stopping': new Set(),
  };
  readonly #subscriptions = new Map<EventName, { dispose(): void }>();

  /** `failed` takes note of an error that a listener has thrown. */
  constructor(origin: EventOrigin, failed: (name: EventName, error: unknown) => void) {
    this.#origin = origin;
    this.#failed = failed;
  }

  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void } {
    const listeners: Set<(data: EventData<Name>) => void> = this.#listeners[name];
    listeners.add(listener);
    if (!this.#subscriptions.has(name)) {
      this.#subscriptions.set(
        name,
        this.#origin.onEvent(name, (data) => this.#pass(name, listeners, data)),
      );
    }
    return { dispose: () => listeners.delete(listener) };
  }

  dispose(): void {
    for (const it of this.#subscriptions.values()) it.dispose();
  }

  #pass<Name extends EventName>(
    name: Name,
    listeners: ReadonlySet<(data: EventData<Name>) => void>,
    data: EventData<Name>,
  ): void {
    for (const listener of [...listeners]) {
      try {
        listener(data);
      } catch (error) {
        this.#failed(name, error);
      }
    }
  }
}
