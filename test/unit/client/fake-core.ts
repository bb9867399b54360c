import type { CoreState, PipelineCore } from '../../../client/core/pipeline-core.ts';
import { ComplineError } from '../../../server/protocol/errors.ts';
import type { Lock, LockFile } from '../../../server/protocol/locks.ts';

/** A lock file of somebody. */
export const lockFile = (change: Partial<LockFile> = {}): LockFile => ({
  version: 1,
  user: 'ann',
  displayName: 'Ann Lee',
  machine: 'ws12',
  process: 7,
  application: 'Fusion',
  session: 's-ann',
  acquired: '2026-01-01T00:00:00Z',
  renewed: '2026-01-01T00:00:00Z',
  ...change,
});

/** The lock of somebody else on a file. */
export const heldLock = (file: string, change: Partial<Lock> = {}): Lock => ({
  file,
  state: 'held',
  owner: lockFile(),
  ageSeconds: 5,
  ...change,
});

type Listener = (data: never) => void;

/** A pipeline core that knows who holds what, and takes note of what it is asked. */
export class FakeCore {
  state: CoreState = 'connected';
  /** Every request that changes something, as `name file`. */
  readonly asked: string[] = [];
  /** The parameters of the last request of each name. */
  readonly params = new Map<string, object>();
  /** The locks of others. */
  readonly locks = new Map<string, Lock>();
  readonly mine = new Set<string>();
  /** Where it is set, it is thrown by every request. */
  error: Error | undefined;
  /** Answers of requests that are not about locks. */
  readonly answers = new Map<string, (params: never) => unknown>();
  readonly #listeners = new Map<string, Set<Listener>>();

  /** The core as the extension's parts take it. */
  get core(): PipelineCore {
    return this as unknown as PipelineCore;
  }

  async request(name: string, params: { file: string; files: string[] }): Promise<object> {
    this.params.set(name, params);
    if (!/status|watch|list|conflicts/.test(name)) this.asked.push(`${name} ${params.file ?? ''}`.trim());
    if (this.error !== undefined) throw this.error;
    const answer = this.answers.get(name);
    if (answer !== undefined) return (await answer(params as never)) as object;
    const { file } = params;
    switch (name) {
      case 'lock/acquire': {
        const lock = this.locks.get(file);
        if (lock !== undefined) throw this.refusal(lock);
        return { lock: this.#take(file) };
      }
      case 'lock/take-over':
        this.locks.delete(file);
        return { lock: this.#take(file) };
      case 'lock/release':
        this.mine.delete(file);
        return { lock: this.lock(file) };
      case 'lock/status':
      case 'lock/watch':
        return { locks: params.files.map((it) => this.lock(it)) };
      default:
        return {};
    }
  }

  refusal(lock: Lock): ComplineError {
    return new ComplineError({ code: 'locked', message: 'It is locked.', details: { lock } });
  }

  lock(file: string): Lock {
    if (this.mine.has(file)) return { file, state: 'mine', owner: lockFile({ user: 'me', session: 's-me' }) };
    return this.locks.get(file) ?? { file, state: 'free' };
  }

  onEvent(name: string, listener: Listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return { dispose: () => void listeners.delete(listener) };
  }

  onStateChange(listener: Listener) {
    return this.onEvent('state', listener);
  }

  become(state: CoreState): void {
    this.state = state;
    this.tell('state', state);
  }

  tell(name: string, data: unknown): void {
    for (const it of [...(this.#listeners.get(name) ?? [])]) it(data as never);
  }

  /** Somebody takes the lock of a file, also from this window. */
  takenByOther(lock: Lock): void {
    this.mine.delete(lock.file);
    if (lock.state === 'free') this.locks.delete(lock.file);
    else this.locks.set(lock.file, lock);
    this.tell('lock/changed', { lock });
  }

  #take(file: string): Lock {
    this.mine.add(file);
    return this.lock(file);
  }
}

/** Lets everything that waits for an answer go on. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 50; round += 1) await Promise.resolve();
}
