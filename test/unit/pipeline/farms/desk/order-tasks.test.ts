import { expect, test } from 'vitest';
import { tasksOf, tasksText } from '../../../../../server/pipeline/farms/desk/order-tasks.ts';
import { newJobRecord } from '../../../../../server/pipeline/queue/job-record.ts';
import { LiveJob } from '../../../../../server/pipeline/queue/live-job.ts';
import { fakeTask, jobOfTasks } from '../../jobs.ts';

test('the tasks of an order as text, and back', () => {
  const tasks = Array.from({ length: 12 }, (_, at) => fakeTask('/r', at, at));
  const job = new LiveJob(newJobRecord('a', jobOfTasks(tasks), { now: 0, revision: 1 }));
  const ids = ['1.1', '1.2', '1.3', '1.7', '1.12'];
  const text = tasksText(ids);
  expect(text).toBe('1-3,7,12');
  expect(tasksOf(job, { layer: 'OUT', tasks: text }).map(({ id }) => id)).toEqual(ids);
  expect(tasksOf(job, { layer: 'OUT', tasks: '12-14' }).map(({ id }) => id)).toEqual(['1.12']);
  expect(tasksOf(job, { layer: 'ELSE', tasks: '1' })).toEqual([]);
});
