import { expect, test } from 'vitest';
import { followFinished } from '../../../../server/pipeline/publish/follow-finished.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';
import { type Job, type JobSummary, jobSummarySchema, type TaskState } from '../../../../server/protocol/jobs.ts';
import { FakeQueue } from './fake-queue.ts';

const summary = (tasksDone: number): JobSummary =>
  jobSummarySchema.parse({
    id: 'job',
    name: 'job',
    kind: 'publish',
    state: 'running',
    project: '/p',
    owner: 'ann',
    createdAt: 0,
    framesTotal: 0,
    framesDone: 0,
    tasksTotal: 3,
    tasksDone,
    revision: 1,
  });

const jobOf = (states: readonly TaskState[]): Job => ({
  ...summary(0),
  layers: [
    {
      name: 'OUT',
      needs: {},
      dependsOn: [],
      tasks: states.map((state, at) => ({
        id: `task-${at}`,
        frames: { first: at * 2, last: at * 2 + 1 },
        state,
        framesDone: 0,
        attempts: [],
      })),
    },
  ],
});

test('the frames of each task are told once, when it is completed', async () => {
  let states: readonly TaskState[] = [];
  let tell: (tasksDone: number) => void = () => {};
  const queue: PublishQueue = Object.assign(new FakeQueue(), {
    get: async () => jobOf(states),
    onChange: (listener: (jobs: readonly JobSummary[], removed: readonly string[]) => void) => {
      tell = (tasksDone) => listener([summary(tasksDone)], []);
      return {
        dispose: () => {
          tell = () => {};
        },
      };
    },
  });
  const told: number[][] = [];
  const following = followFinished(queue, 'job', (frames) => told.push([...frames]));
  const change = async (...next: readonly TaskState[]) => {
    states = next;
    tell(next.filter((state) => state === 'completed').length);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await change('running', 'waiting', 'waiting');
  expect(told).toEqual([]);
  await change('running', 'completed', 'waiting');
  expect(told).toEqual([[2, 3]]);
  await change('completed', 'completed', 'failed');
  expect(told).toEqual([
    [2, 3],
    [0, 1],
  ]);
  following.dispose();
  await change('completed', 'completed', 'completed');
  expect(told).toHaveLength(2);
});

test('a queue that tells of nothing is not asked', () => {
  expect(() => followFinished(new FakeQueue(), 'job', () => {}).dispose()).not.toThrow();
});
