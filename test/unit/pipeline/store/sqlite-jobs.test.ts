import path from 'node:path';
import { expect, test } from 'vitest';
import { applyTransition } from '../../../../server/pipeline/queue/apply-transition.ts';
import { newJobRecord, summaryOf } from '../../../../server/pipeline/queue/job-record.ts';
import { openDatabase } from '../../../../server/pipeline/store/open-database.ts';
import { SqliteJobs } from '../../../../server/pipeline/store/sqlite-jobs.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';

const open = async () => new SqliteJobs(openDatabase(path.join(await temporaryFolder(), 'q.sqlite')).database);

const jobRecord = (id: string, project = '/projects/DEMO', now = 1_000) =>
  newJobRecord(
    id,
    { ...jobOfTasks([fakeTask('/r', 1001, 1010), fakeTask('/r', 1011, 1015)], { retries: 2, timeout: 60 }), project },
    now,
  );

test('a job comes back as it went in', async () => {
  const jobs = await open();
  const job = jobRecord('a');
  expect(jobs.insert(job, { at: 1, event: 'submit' })).toBe(true);
  expect(jobs.get('a')).toEqual(job);
  expect(jobs.get('b')).toBeUndefined();
  jobs.close();
});

test('a job of an id that is there is not stored again', async () => {
  const jobs = await open();
  jobs.insert(jobRecord('a'), { at: 1, event: 'submit' });
  expect(jobs.insert({ ...jobRecord('a'), name: 'other' }, { at: 2, event: 'submit' })).toBe(false);
  expect(jobs.get('a')?.name).toBe('SH010 COMP');
  expect(jobs.events('a')).toEqual([{ at: 1, event: 'submit' }]);
  jobs.close();
});

test('a transition is stored with its attempt, its event and the sums of the listing', async () => {
  const jobs = await open();
  const job = jobRecord('a');
  jobs.insert(job, { at: 1, event: 'submit' });
  const attempt = {
    number: 1,
    state: 'running' as const,
    startedAt: 5,
    log: '/l/1.log',
    process: 7,
    processStart: 'x/9',
  };
  const started = applyTransition(job, [{ task: '1.1', event: 'start', attempt }], 2_000);
  jobs.save(started.change);
  expect(jobs.get('a')).toEqual(started.job);
  const ended = { ...attempt, state: 'completed' as const, endedAt: 9, exitCode: 0 };
  const done = applyTransition(started.job, [{ task: '1.1', event: 'complete', attempt: ended }], 3_000);
  jobs.save(done.change);
  expect(jobs.get('a')).toEqual(done.job);
  expect(jobs.list(10)).toEqual([summaryOf(done.job)]);
  expect(summaryOf(done.job)).toMatchObject({ framesDone: 10, framesTotal: 15, tasksDone: 1, state: 'running' });
  expect(jobs.events('a').map(({ event }) => event)).toEqual(['submit', 'start', 'complete']);
  jobs.close();
});

test('the listing is newest first, by project, and limited', async () => {
  const jobs = await open();
  for (const [id, project, now] of [
    ['a', '/A', 1],
    ['b', '/B', 2],
    ['c', '/A', 3],
  ] as const) {
    jobs.insert(jobRecord(id, project, now), { at: now, event: 'submit' });
  }
  expect(jobs.list(10).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(jobs.list(10, '/A').map(({ id }) => id)).toEqual(['c', 'a']);
  expect(jobs.list(1).map(({ id }) => id)).toEqual(['c']);
  jobs.close();
});

test('what waits or runs is found, oldest first', async () => {
  const jobs = await open();
  for (const [index, id] of ['a', 'b', 'c'].entries())
    jobs.insert(jobRecord(id, '/A', index), { at: 0, event: 'submit' });
  const b = jobs.get('b');
  if (b === undefined) throw new Error('There is no job.');
  const cancel = ['1.1', '1.2'].map((task) => ({ task, event: 'cancel' as const, reason: 'Cancelled.' }));
  jobs.save(applyTransition(b, cancel, 50).change);
  expect(jobs.active().map(({ id }) => id)).toEqual(['a', 'c']);
  expect(jobs.get('b')).toMatchObject({ state: 'cancelled', reason: 'Cancelled.', endedAt: 50 });
  jobs.close();
});
