import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveDataOptions } from '../../../../client/core/live-data.ts';
import { LiveData } from '../../../../client/core/live-data.ts';
import type { CoreState } from '../../../../client/core/pipeline-core.ts';

vi.mock('vscode', () => ({}));

/** A core whose connection the test makes and breaks. */
class FakeCore {
  state: CoreState = 'disconnected';
  #listeners: ((state: CoreState) => void)[] = [];

  become(state: CoreState): void {
    this.state = state;
    for (const it of this.#listeners) it(state);
  }

  onStateChange(listener: (state: CoreState) => void) {
    this.#listeners.push(listener);
    return { dispose: () => {} };
  }
}

let core: FakeCore;
let closed: string | undefined;
let load: () => Promise<void>;
let loads: number;
let staleCount: number;
let reached: boolean[];
let data: LiveData;

beforeEach(() => {
  core = new FakeCore();
  closed = undefined;
  loads = 0;
  staleCount = 0;
  reached = [];
  load = async () => core.become('connected');
  const options = {
    core,
    gate: { closed: async () => closed },
    load: () => {
      loads++;
      return load();
    },
    stale: () => {
      staleCount++;
    },
    reached: (it: boolean) => reached.push(it),
    log: () => {},
  };
  data = new LiveData(options as unknown as LiveDataOptions);
});

describe('what a view shows', () => {
  test('is read once for a connection, however often it is asked for', async () => {
    await Promise.all([data.ready(), data.ready()]);
    await data.ready();
    expect(loads).toBe(1);
    expect(reached).toEqual([true]);
  });

  test('is not read where the window may not use the core', async () => {
    closed = 'untrusted';
    await data.ready();
    expect(loads).toBe(0);
  });

  test('is read again when the connection was lost and is made anew', async () => {
    await data.ready();
    core.become('disconnected');
    expect([loads, staleCount, reached]).toEqual([1, 0, [true, false]]);
    core.become('connecting');
    core.become('connected');
    expect(staleCount).toBe(1);
    await data.ready();
    expect([loads, reached]).toEqual([2, [true, false, true]]);
  });

  test('is asked for again when another has made the connection', async () => {
    core.become('connected');
    expect(staleCount).toBe(1);
  });

  test('is not asked for again when the core cannot be reached', async () => {
    load = async () => {
      core.become('connecting');
      core.become('disconnected');
      throw new Error('unreachable');
    };
    await data.ready();
    expect(staleCount).toBe(0);
    expect(reached).toEqual([false]);
  });

  test('is read again after a refresh', async () => {
    await data.ready();
    data.invalidate();
    await data.ready();
    expect(loads).toBe(2);
  });
});
