import { expect, test, vi } from 'vitest';
import { FarmFollower } from '../../../../client/job-page/farm-follower.ts';
import type { ToPage } from '../../../../client/job-page/page-messages.ts';
import { FakeCore } from '../fake-core.ts';
import { someJob } from '../queue/some-job.ts';
import { ManualLater } from './manual-later.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const job = (revision: number, farm = 'studio') => someJob('a', revision, { farm });

function rig() {
  const fake = new FakeCore();
  const time = new ManualLater();
  const told: ToPage[] = [];
  const state = { reads: 0, hosts: ['node01'] };
  fake.answers.set('queue/get', () => {
    state.reads += 1;
    const tasks = state.hosts.map((host) => ({ attempts: [{ state: 'running', host }] }));
    const farmJobs = [
      { id: '77', layer: 'beauty', tasks: 1, page: 'https://s.example/77' },
      { id: '78', layer: 'beauty', tasks: 2 },
    ];
    return { job: { ...job(1), farmJobs, layers: [{ tasks }] } };
  });
  const follower = new FarmFollower({
    ...{ core: fake.core, job: 'a', later: time.later },
    tell: (message) => void told.push(message),
    log: () => {},
  });
  return { fake, time, told, state, follower };
}

test('a page is told what a job is called on its farm, and where it runs; a page of its own is no other', async () => {
  const { follower, time, told } = rig();
  follower.show();
  follower.take(job(1));
  await time.pass(0);
  expect(told).toEqual([
    {
      type: 'farm',
      farm: {
        jobs: [
          { id: '77', about: 'beauty · 1 chunk', hasPage: true },
          { id: '78', about: 'beauty · 2 chunks', hasPage: false },
        ],
        hosts: ['node01'],
      },
    },
  ]);
  expect(['77', '78', '79'].map((id) => follower.pageOf(id))).toEqual(['https://s.example/77', undefined, undefined]);
});

test('it is read anew after a change, not more often than every few seconds, and told where it is another', async () => {
  const { follower, time, told, state } = rig();
  follower.show();
  for (let revision = 1; revision <= 20; revision += 1) {
    follower.take(job(revision));
    await time.pass(100);
  }
  expect([state.reads, told.length]).toEqual([1, 1]);
  state.hosts = ['node01', 'node02'];
  await time.pass(5_000);
  expect([state.reads, told.length]).toEqual([2, 2]);
  await time.pass(60_000);
  expect(state.reads).toBe(2);
});

test('nothing is read of a job of this machine, or for a page that nobody sees', async () => {
  const { follower, time, state } = rig();
  follower.take(job(1));
  follower.show();
  follower.take(job(2, 'local'));
  await time.pass(10_000);
  follower.take(job(3));
  follower.stop();
  follower.take(job(4));
  await time.pass(10_000);
  expect(state.reads).toBe(1);
});
