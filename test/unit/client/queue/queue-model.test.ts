import { expect, test } from 'vitest';
import { QueueModel } from '../../../../client/queue/queue-model.ts';
import { someJob as job } from './some-job.ts';

test('the newest job comes first, and stays where it is when others change', () => {
  const model = new QueueModel();
  model.apply([job('old', 1, { createdAt: 1 }), job('new', 1, { createdAt: 2 })]);
  model.apply([job('old', 2, { createdAt: 1, state: 'running' })]);
  expect(model.jobs.map((it) => it.id)).toEqual(['new', 'old']);
});

test('what is older than what is known is dropped', () => {
  const model = new QueueModel();
  expect(model.apply([job('a', 5)])).toEqual([{ after: job('a', 5) }]);
  expect(model.apply([job('a', 4, { state: 'failed' })])).toEqual([]);
  expect(model.job('a')?.state).toBe('waiting');
});

test('jobs that were deleted are gone', () => {
  const model = new QueueModel();
  model.apply([job('a', 1), job('b', 1)]);
  expect(model.remove(['z'])).toEqual([]);
  expect(model.remove(['a', 'z'])).toEqual([{ before: job('a', 1) }]);
  expect(model.jobs.map((it) => it.id)).toEqual(['b']);
});

test('a change tells how the job was', () => {
  const model = new QueueModel();
  model.apply([job('a', 1)]);
  const failed = job('a', 2, { state: 'failed' });
  expect(model.apply([failed])).toEqual([{ before: job('a', 1), after: failed }]);
});

test('a job waits for those that are known and not completed', () => {
  const model = new QueueModel();
  const dependsOn = ['done', 'open', 'open', 'unknown', 'own'].map((it) => ({ job: it, byFrame: false }));
  const own = job('own', 1, { dependsOn: [...dependsOn, { layer: 'BG', byFrame: true }] });
  model.apply([job('done', 1, { state: 'completed' }), job('open', 1), own]);
  expect(model.waitsFor(own).map((it) => it.id)).toEqual(['open']);
  expect(model.dependentsOf('open')).toEqual([own]);
  model.remove(['own']);
  expect(model.dependentsOf('open')).toEqual([]);
});

test('a list replaces what was known, but not what is newer than it', () => {
  const model = new QueueModel();
  model.apply([job('gone', 1), job('kept', 7, { state: 'running' })]);
  model.replace([job('kept', 3)]);
  expect(model.jobs.map(({ id, state }) => [id, state])).toEqual([['kept', 'running']]);
});

test('a job that was submitted while the list was made is kept', () => {
  const model = new QueueModel();
  model.apply([job('gone', 5), job('new', 6)]);
  expect(model.replace([], 5)).toEqual([{ before: job('gone', 5) }]);
  expect(model.jobs.map((it) => it.id)).toEqual(['new']);
});

test('a whole job is current until its job changes', () => {
  const model = new QueueModel();
  model.apply([job('a', 1)]);
  expect(model.isWholeCurrent('a')).toBe(false);
  model.keepWhole({ ...job('a', 1), layers: [] });
  expect(model.isWholeCurrent('a')).toBe(true);
  model.apply([job('a', 2)]);
  expect(model.isWholeCurrent('a')).toBe(false);
  expect(model.whole('a')?.revision).toBe(1);
});
