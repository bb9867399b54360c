import { expect, test, vi } from 'vitest';
import { JobFollower } from '../../../../client/job-page/job-follower.ts';
import type { ToPage } from '../../../../client/job-page/page-messages.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { FakeCore } from '../fake-core.ts';
import { someJob } from '../queue/some-job.ts';
import { ManualLater } from './manual-later.ts';
import { framesOf, someTask } from './model/some-frames.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

/** A follower of the job `a`; `read` are the readings: `whole`, or the revision since which it was asked. */
const rig = () => {
  const fake = new FakeCore();
  const time = new ManualLater();
  const told: ToPage[] = [];
  const read: (number | 'whole')[] = [];
  let job: JobSummary = someJob('a', 1);
  let closed: 'untrusted' | undefined;
  fake.answers.set('queue/get', () => ({ job: { ...job, layers: [] } }));
  fake.answers.set('queue/frames', ({ since }: { since?: number }) => {
    read.push(since ?? 'whole');
    return { ...framesOf([someTask('1.1', 1, 10)], since === undefined), revision: job.revision };
  });
  const follower = new JobFollower({
    ...{ core: fake.core, job: 'a', later: time.later, now: () => 0 },
    gate: { closed: async () => closed },
    tell: (message) => void told.push(message),
    changed: () => {},
  });
  return {
    ...{ fake, time, read, follower },
    /** The messages since this was asked last, in short. */
    told: () =>
      told
        .splice(0)
        .map((it) =>
          it.type === 'notice' ? `notice ${it.text ?? ''}` : it.type === 'head' ? `head ${it.head.stateText}` : it.type,
        ),
    change: (change: Partial<JobSummary>) => {
      job = { ...job, ...change, revision: job.revision + 1 };
      fake.tell('queue/changed', { jobs: [job, someJob('other', 9)], removed: [] });
    },
    close: (why: typeof closed) => {
      closed = why;
    },
  };
};

test('a page is told everything, and then what has changed, at most a few times a second', async () => {
  const { follower, time, told, read, change } = rig();
  follower.show();
  await time.pass(0);
  expect(told()).toEqual(['head waiting', 'frames']);
  for (let times = 0; times < 20; times += 1) change({ state: 'running' });
  await time.pass(1_000);
  expect(read).toEqual(['whole', 1]);
  for (let times = 0; times < 20; times += 1) {
    change({ state: 'running', framesDone: times });
    await time.pass(50);
  }
  expect(read.length).toBeLessThanOrEqual(6);
  await time.pass(10_000);
  const { length } = read;
  await time.pass(10_000);
  expect(read).toHaveLength(length);
});

test('nothing is read for a page that nobody sees, and everything when it is seen again', async () => {
  const { follower, time, told, read, change } = rig();
  follower.show();
  await time.pass(1_000);
  follower.hide();
  told();
  change({ state: 'running' });
  await time.pass(10_000);
  expect([told(), read]).toEqual([[], ['whole']]);
  follower.show();
  await time.pass(0);
  expect([told(), read]).toEqual([
    ['head running', 'frames'],
    ['whole', 'whole'],
  ]);
});

test('a connection that is lost is told, and what was missed is read when it is there again', async () => {
  const { fake, follower, time, told } = rig();
  follower.show();
  await time.pass(1_000);
  told();
  fake.error = new ComplineError({ code: 'core-unreachable', message: 'gone' });
  fake.become('disconnected');
  await time.pass(3_500);
  expect(told()).toEqual(['notice The pipeline core is not reached. This is what was last known.']);
  fake.error = undefined;
  await time.pass(3_500);
  expect(told()).toEqual(['head waiting', 'notice ', 'frames']);
});

test('a job that is gone is told once, and not read any more', async () => {
  const { fake, follower, time, told, read } = rig();
  follower.show();
  await time.pass(1_000);
  told();
  fake.tell('queue/changed', { jobs: [], removed: ['a'] });
  fake.become('connected');
  await time.pass(10_000);
  expect(told()).toEqual(['notice This job was deleted from the queue. This is what was last known.']);
  expect(read).toHaveLength(1);
});

test('a job that was gone before the page was opened', async () => {
  const { fake, follower, time, told } = rig();
  fake.error = new ComplineError({ code: 'not-found', message: 'There is no job a.' });
  follower.show();
  await time.pass(10_000);
  expect(told()).toEqual(['notice This job was deleted from the queue. This is what was last known.']);
  expect(fake.asked).toEqual(['queue/get']);
});

test('a window that may not use the core asks it nothing, and says why', async () => {
  const { fake, follower, time, told, close } = rig();
  close('untrusted');
  follower.show();
  await time.pass(4_000);
  expect(told()).toEqual([expect.stringMatching(/^notice This workspace is not trusted/)]);
  expect(fake.asked).toEqual([]);
  close(undefined);
  await time.pass(4_000);
  expect(told()).toEqual(['head waiting', 'notice ', 'frames']);
});

test('what is older than what is known is dropped', async () => {
  const { fake, follower, time, told, change } = rig();
  follower.show();
  await time.pass(0);
  change({ state: 'running' });
  told();
  fake.tell('queue/changed', { jobs: [someJob('a', 1)], removed: [] });
  expect(told()).toEqual([]);
});
