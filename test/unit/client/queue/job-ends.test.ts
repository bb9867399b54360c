import { beforeEach, expect, test, vi } from 'vitest';
import { JobEnds } from '../../../../client/queue/job-ends.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeErrors } from '../locks/locking.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

function endsRig() {
  const fake = new FakeCore();
  const jobs = new Map<string, JobSummary>([['a', someJob('a', 1)]]);
  fake.answers.set('queue/get', ({ job }: { job: string }) => ({ job: jobs.get(job) }));
  const ends = new JobEnds(fake.core, fakeErrors().errors);
  ends.follow(someJob('a', 1));
  return {
    fake,
    jobs,
    tell: (...news: readonly JobSummary[]) => fake.tell('queue/changed', { jobs: news, removed: [] }),
  };
}

const done = { state: 'completed' } as const;
const failed = { state: 'failed', reason: 'exit code 1' } as const;
const OF_DONE = ['Open Folder', 'Show Log', 'Re-run', "Don't Show Again"];
const OF_FAILED = ['Show Log', 'Open Folder', 'Re-run', "Don't Show Again"];

test.each([
  ['completed', done, ['information', 'a: completed', ...OF_DONE]],
  [
    'completed, of a preview',
    { ...done, kind: 'preview' },
    ['information', 'a: completed', ...OF_DONE.toSpliced(2, 1)],
  ],
  ['failed', failed, ['error', 'a: failed: exit code 1', ...OF_FAILED]],
  ['cancelled', { state: 'cancelled' }, undefined],
] as const)('the end of a job that this window has submitted is told once: %s', async (_, change, shown) => {
  const { tell } = endsRig();
  await settle();
  tell(someJob('a', 2, { state: 'running' }), someJob('other', 2, { state: 'failed' }));
  tell(someJob('a', 3, change));
  tell(someJob('a', 4, change));
  await settle();
  expect(editor.shown).toEqual(shown === undefined ? [] : [shown]);
});

test.each([
  ['Open Folder', done, ['compline.openJobOutput', 'a']],
  ['Show Log', failed, ['compline.showJobLog', 'a']],
  ['Re-run', done, ['compline.resubmitJob', 'a']],
  ['Re-run', failed, ['compline.retryJob', 'a']],
] as const)('%s is done', async (answer, change, command) => {
  const { tell } = endsRig();
  editor.answers = [answer];
  await settle();
  tell(someJob('a', 3, change));
  await settle();
  expect(editor.ran).toEqual([command]);
});

test.each([
  ['all', true, true],
  ['failed', false, true],
  ['none', false, false],
])('with the setting %s', async (setting, tellsDone, tellsFailed) => {
  editor.settings['notifications.renders'] = setting;
  for (const [change, isTold] of [
    [done, tellsDone],
    [failed, tellsFailed],
  ] as const) {
    editor.shown = [];
    const { tell } = endsRig();
    await settle();
    tell(someJob('a', 3, change));
    await settle();
    expect(editor.shown.length).toBe(isTold ? 1 : 0);
  }
});

test('who wants to be told no more is told of failures alone, then of nothing', async () => {
  for (const [change, setting] of [
    [done, 'failed'],
    [failed, 'none'],
  ] as const) {
    const { tell } = endsRig();
    editor.answers = ["Don't Show Again"];
    await settle();
    tell(someJob('a', 3, change));
    await settle();
    expect(editor.settings['notifications.renders']).toBe(setting);
  }
});

test('an end that came while the core was away is asked for', async () => {
  const { fake, jobs } = endsRig();
  await settle();
  fake.become('disconnected');
  jobs.set('a', someJob('a', 5, { state: 'completed' }));
  fake.become('connected');
  await settle();
  expect(editor.messages).toEqual(['a: completed']);
});
