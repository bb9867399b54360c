import { beforeEach, expect, test, vi } from 'vitest';
import type { ErrorReporter } from '../../../../client/core/error-reporter.ts';
import type { PipelineCore } from '../../../../client/core/pipeline-core.ts';
import { PublishFollower, percentOf } from '../../../../client/publish/publish-follower.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { Publish } from '../../../../server/protocol/publishes.ts';

const { shown, progress, cancelling, settings } = vi.hoisted(() => ({
  settings: {} as Record<string, string>,
  shown: [] as string[][],
  progress: [] as string[],
  cancelling: [] as (() => void)[],
}));
const { message } = vi.hoisted(() => ({
  message:
    (kind: string) =>
    async (...texts: string[]): Promise<undefined> => {
      shown.push([kind, ...texts]);
      return undefined;
    },
}));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  ProgressLocation: { Notification: 15 },
  workspace: { getConfiguration: () => ({ get: (key: string, other: string) => settings[key] ?? other }) },
  window: {
    showInformationMessage: message('info'),
    showErrorMessage: message('error'),
    withProgress: (_options: object, work: (report: object, token: object) => unknown) =>
      work(
        { report: (it: { message: string }) => progress.push(it.message) },
        { onCancellationRequested: (listener: () => void) => cancelling.push(listener) },
      ),
  },
}));

const publish = (revision: number, change: Partial<Publish> = {}): Publish => ({
  id: 'p1',
  kind: 'publish',
  project: '/p',
  comp: '/p/SH010_COMP.comp',
  phase: 'collecting',
  state: 'WIP',
  comment: '',
  owner: 'ann',
  startedAt: 0,
  version: 1,
  revision,
  ...change,
});

/** A core that holds one publish and tells of its changes. */
class FakeCore {
  readonly state = 'connected';
  readonly requests: string[] = [];
  readonly #listeners = new Map<string, Set<(data: never) => void>>();
  answer: () => Promise<object>;

  constructor(first: Publish) {
    this.answer = async () => ({ publish: first });
  }

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, it) => sum + it.size, 0);
  }

  request(name: string): Promise<object> {
    this.requests.push(name);
    return this.answer();
  }

  onEvent(name: string, listener: (data: never) => void) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return { dispose: () => listeners.delete(listener) };
  }

  onStateChange(listener: (data: never) => void) {
    return this.onEvent('state', listener);
  }

  tell(name: string, data: unknown): void {
    for (const it of this.#listeners.get(name) ?? []) it(data as never);
  }
}

let core: FakeCore;
let errors: unknown[];

beforeEach(() => {
  shown.length = 0;
  progress.length = 0;
  cancelling.length = 0;
  errors = [];
  core = new FakeCore(publish(1));
  const reporter = { show: (error: unknown) => errors.push(error) } as unknown as ErrorReporter;
  new PublishFollower(core as unknown as PipelineCore, reporter).follow(publish(1));
});

const ended = (count = 1) => vi.waitFor(() => expect(shown.length + errors.length).toBe(count));

test('a publish is followed through its phases and frames to its end', async () => {
  core.tell('publish/changed', { publish: publish(2, { phase: 'rendering', job: 'j1' }) });
  core.tell('queue/changed', {
    jobs: [
      { id: 'j1', framesDone: 5, framesTotal: 12 },
      { id: 'other', framesDone: 9 },
    ],
  });
  core.tell('publish/changed', { publish: publish(9, { id: 'other', phase: 'failed' }) });
  core.tell('publish/changed', { publish: publish(3, { phase: 'verifying', job: 'j1' }) });
  core.tell('publish/changed', {
    publish: publish(4, { phase: 'completed', frames: { first: 1001, last: 1012 }, target: '/v' }),
  });
  await ended();
  expect(progress).toEqual(expect.arrayContaining(['collecting', 'rendering', '5 of 12 frames', 'verifying frames']));
  expect(shown).toEqual([
    [
      'info',
      'SH010_COMP version 001 (WIP) is published, frames 1001-1012.',
      'Show Version',
      'Show Report',
      "Don't Show Again",
    ],
  ]);
  expect(core.listening).toBe(0);
});

test.each([
  // What the buttons offer is not said as well.
  ['verification-failed', 'SH010_COMP version 001 failed: Frame 1004 is missing.'],
  ['disk-full', 'SH010_COMP version 001 failed: Frame 1004 is missing. Make room.'],
] as const)('a failure (%s) tells why, and what to do next', async (code, text) => {
  const error = { code, message: 'Frame 1004 is missing.', nextStep: 'Make room.' };
  core.tell('publish/changed', { publish: publish(2, { phase: 'failed', job: 'j1', error }) });
  await ended();
  expect(shown).toEqual([['error', text, 'Show Job Log', 'Retry', 'Show Report', "Don't Show Again"]]);
});

test('of an end that the setting leaves out nothing is told', async () => {
  settings['notifications.publishes'] = 'failed';
  core.tell('publish/changed', { publish: publish(2, { phase: 'completed' }) });
  await vi.waitFor(() => expect(core.listening).toBe(0));
  delete settings['notifications.publishes'];
  expect(shown).toEqual([]);
});

test('a publish that ended before it was listened to is asked for', async () => {
  core.answer = async () => ({ publish: publish(5, { phase: 'cancelled' }) });
  core.tell('state', 'disconnected');
  await ended();
  expect(shown).toEqual([['info', 'SH010_COMP version 001 was cancelled.']]);
});

test('a core that is gone for good is told', async () => {
  const gone = new ComplineError({ code: 'core-unreachable', message: 'Gone.' });
  core.answer = () => Promise.reject(gone);
  core.tell('state', 'disconnected');
  await ended();
  expect(errors).toEqual([gone]);
  expect(core.listening).toBe(0);
});

test('cancelling asks the core to cancel', () => {
  for (const cancel of cancelling) cancel();
  expect(core.requests).toContain('publish/cancel');
});

test.each([
  [{ phase: 'collecting' }, undefined, 0],
  [{ phase: 'rendering' }, { done: 0, total: 12 }, 5],
  [{ phase: 'rendering' }, { done: 12, total: 12 }, 85],
  [{ phase: 'rendering' }, { done: 0, total: 0 }, 5],
  [{ phase: 'verifying' }, { done: 12, total: 12 }, 85],
  [{ phase: 'recording' }, undefined, 98],
] as const)('%o with frames %o is at %d %%', (change, frames, percent) => {
  expect(percentOf(publish(1, change), frames)).toBe(percent);
});
