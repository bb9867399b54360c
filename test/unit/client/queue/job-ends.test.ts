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

test.each([
  ['completed', { state: 'completed' }, 'a: completed', ['compline.openJobOutput', 'a']],
  ['failed', { state: 'failed', reason: 'exit code 1' }, 'a: failed: exit code 1', ['compline.showJobLog', 'a']],
  ['cancelled', { state: 'cancelled' }, undefined, undefined],
] as const)('the end of a job that this window has submitted: %s', async (_, change, message, command) => {
  const { tell } = endsRig();
  editor.answers = ['Open Output Folder', 'Show Job Log'].filter(
    (it) => (change.state === 'failed') === it.startsWith('Show'),
  );
  await settle();
  tell(someJob('a', 2, { state: 'running' }), someJob('other', 2, { state: 'failed' }));
  tell(someJob('a', 3, change));
  tell(someJob('a', 4, change));
  await settle();
  expect(editor.messages).toEqual(message === undefined ? [] : [message]);
  expect(editor.ran).toEqual(command === undefined ? [] : [command]);
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
