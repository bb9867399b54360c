import { expect, test } from 'vitest';
import { jobFramesSchema } from '../../../../server/protocol/job-frames.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';
import { QueueRig } from './queue-rig.ts';

/** A chunk whose files are not looked for. */
const chunk = (first: number, last: number) => ({ ...fakeTask('/r', 1, 1), frames: { first, last }, outputs: [] });

/** Two chunks of ten frames, of which one runs. */
const running = async () => {
  const rig = new QueueRig({ slots: 1 });
  await rig.boot();
  await rig.queue.submit('a', jobOfTasks([chunk(1, 10), chunk(11, 20)]));
  await rig.settle();
  return rig;
};

test('frames are told whole, and then by what has changed', async () => {
  const rig = await running();
  const first = await rig.queue.frames('a');
  expect(jobFramesSchema.parse(first)).toEqual(first);
  expect(first).toMatchObject({
    whole: true,
    layers: [
      {
        index: 0,
        tasks: [
          { id: '1.1', first: 1, last: 10, state: 'running', done: 0, attempt: 1, times: [], adds: false },
          { id: '1.2', first: 11, last: 20, state: 'waiting', done: 0, attempt: 0, times: [], adds: false },
        ],
      },
    ],
  });
  expect(await rig.queue.frames('a', first.revision)).toEqual({ revision: first.revision, whole: false, layers: [] });

  const { listener } = rig.attempt('a/1.1-1');
  listener.progress(2, { first: 1, seconds: [1.5, 2] });
  const second = await rig.queue.frames('a', first.revision);
  expect(second).toMatchObject({
    whole: false,
    layers: [{ tasks: [{ id: '1.1', done: 2, times: [{ first: 1, seconds: [1.5, 2] }], adds: true }] }],
  });
  listener.progress(3, { first: 3, seconds: [4] });
  expect((await rig.queue.frames('a', second.revision)).layers).toMatchObject([
    { tasks: [{ id: '1.1', done: 3, times: [{ first: 3, seconds: [4] }], adds: true }] },
  ]);
  expect((await rig.queue.frames('a', first.revision)).layers[0]?.tasks[0]?.times).toEqual([
    { first: 1, seconds: [1.5, 2, 4] },
  ]);
});

test('what frames took is kept when the attempt has ended, and by the next core', async () => {
  const rig = await running();
  const { revision } = await rig.queue.frames('a');
  const times = [{ first: 1, seconds: [1, 2, 3] }];
  rig.attempt('a/1.1-1').listener.progress(3, { first: 1, seconds: [1, 2, 3] });
  await rig.finish('a/1.1-1');
  const ended = { id: '1.1', state: 'completed', done: 10, attempt: 1, times, adds: false };
  const { layers } = await rig.queue.frames('a', revision);
  expect(layers[0]?.tasks).toMatchObject([ended, { id: '1.2', state: 'running', attempt: 1 }]);
  await rig.boot();
  expect((await rig.queue.frames('a')).layers[0]?.tasks[0]).toMatchObject(ended);
  expect(JSON.stringify(await rig.queue.get('a'))).not.toContain('times');
});

test('a chunk that waits again has no times, and its next attempt tells its own', async () => {
  const rig = await running();
  const { revision } = await rig.queue.frames('a');
  rig.attempt('a/1.1-1').listener.progress(1, { first: 1, seconds: [9] });
  await rig.finish('a/1.1-1');
  await rig.queue.requeue('a');
  expect((await rig.queue.frames('a', revision)).layers[0]?.tasks[0]).toMatchObject({
    ...{ state: 'waiting', done: 0, times: [], adds: false },
  });
});

test('everything is told where the revision is of another queue, or of before the job was read', async () => {
  const rig = await running();
  const { revision } = await rig.queue.frames('a');
  expect(await rig.queue.frames('a', revision + 1_000)).toMatchObject({ whole: true });
  expect(await rig.queue.frames('a', 3)).toMatchObject({ whole: true });
  await expect(rig.queue.frames('b')).rejects.toMatchObject({ code: 'not-found' });
});

test('a chunk of a billion frames is one task all the same', async () => {
  const rig = new QueueRig({ slots: 1 });
  await rig.boot();
  await rig.queue.submit('a', jobOfTasks([chunk(1, 1_000_000_000)]));
  const { layers } = await rig.queue.frames('a');
  expect(layers[0]?.tasks).toMatchObject([{ first: 1, last: 1_000_000_000 }]);
});
