import path from 'node:path';
import { expect, test } from 'vitest';
import { newJobRecord, summaryOf } from '../../../../server/pipeline/queue/job-record.ts';
import { openDatabase } from '../../../../server/pipeline/store/open-database.ts';
import { SqliteJobs } from '../../../../server/pipeline/store/sqlite-jobs.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { afterChanges, fakeTask, jobOfTasks } from '../jobs.ts';

const open = async () => new SqliteJobs(openDatabase(path.join(await temporaryFolder(), 'q.sqlite')).database);

const jobRecord = (id: string, project = '/projects/DEMO', now = 1_000) =>
  newJobRecord(
    id,
    { ...jobOfTasks([fakeTask('/r', 1001, 1010), fakeTask('/r', 1011, 1015)], { retries: 2, timeout: 60 }), project },
    { now, revision: now },
  );

test('a job comes back as it went in', async () => {
  const jobs = await open();
  const job = jobRecord('a');
  expect(jobs.insert(job, { at: 1, event: 'submit' })).toBe(true);
  expect(jobs.get('a')).toEqual(job);
  expect(jobs.get('b')).toBeUndefined();
  jobs.close();
});

test('frames at steps come back at these steps, and are counted', async () => {
  const jobs = await open();
  const frames = { first: 1, last: 16, step: 5 };
  const job = newJobRecord('a', jobOfTasks([{ ...fakeTask('/r', 1, 1), frames }]), { now: 1, revision: 1 });
  jobs.insert(job, { at: 1, event: 'submit' });
  expect(jobs.get('a')).toEqual(job);
  expect(jobs.get('a')?.layers[0]?.tasks[0]?.frames).toEqual(frames);
  expect(jobs.list({ limit: 1 }).jobs).toMatchObject([{ framesTotal: 4 }]);
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
    fence: 2_000,
    gpus: [1],
  };
  const started = afterChanges(job, [{ task: '1.1', event: 'start', attempt }], 2_000);
  jobs.save([started.change]);
  expect(jobs.get('a')).toEqual(started.job);
  const times = [{ first: 1001, seconds: [1.5, 2] }];
  const ended = { ...attempt, state: 'completed' as const, endedAt: 9, exitCode: 0, times };
  const done = afterChanges(started.job, [{ task: '1.1', event: 'complete', attempt: ended }], 3_000);
  jobs.save([done.change]);
  expect(jobs.get('a')).toEqual(done.job);
  expect(jobs.list({ limit: 10 })).toEqual({ jobs: [summaryOf(done.job)], removed: [] });
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
  expect(jobs.list({ limit: 10 }).jobs.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(jobs.list({ limit: 10, project: '/A' }).jobs.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(jobs.list({ limit: 1 }).jobs.map(({ id }) => id)).toEqual(['c']);
  jobs.close();
});

test('what waits or runs is found, oldest first', async () => {
  const jobs = await open();
  for (const [index, id] of ['a', 'b', 'c'].entries())
    jobs.insert(jobRecord(id, '/A', index), { at: 0, event: 'submit' });
  const b = jobs.get('b');
  if (b === undefined) throw new Error('There is no job.');
  const cancel = ['1.1', '1.2'].map((task) => ({ task, event: 'cancel' as const, reason: 'Cancelled.' }));
  jobs.save([afterChanges(b, cancel, 50).change]);
  expect(jobs.active().map(({ id }) => id)).toEqual(['a', 'c']);
  expect(jobs.get('b')).toMatchObject({ state: 'cancelled', reason: 'Cancelled.', endedAt: 50 });
  jobs.close();
});

test('only what has changed is listed after a revision, and what is gone is told', async () => {
  const jobs = await open();
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    jobs.insert(jobRecord(id, '/A', index + 1), { at: 0, event: 'submit' });
  }
  expect(jobs.list({ limit: 10, since: 2 })).toMatchObject({ jobs: [{ id: 'c' }], removed: [] });
  jobs.remove(['b', 'never'], 4);
  expect(jobs.list({ limit: 10, since: 3 })).toEqual({ jobs: [], removed: ['b'] });
  expect(jobs.get('b')).toBeUndefined();
  expect(jobs.events('b')).toEqual([]);
  expect(jobs.revision()).toBe(4);
  jobs.close();
});

test('an archived job is listed where it is asked for, and told where it has changed', async () => {
  const jobs = await open();
  const job = jobRecord('a', '/A', 5);
  jobs.insert(job, { at: 0, event: 'submit' });
  jobs.save([afterChanges(job, [], 9, { archived: true, event: 'archive' }).change]);
  expect(jobs.list({ limit: 10 }).jobs).toEqual([]);
  expect(jobs.list({ limit: 10, archived: true }).jobs).toMatchObject([{ id: 'a', archived: true }]);
  expect(jobs.list({ limit: 10, since: 5 }).jobs).toMatchObject([{ id: 'a', archived: true }]);
  jobs.close();
});

test('jobs that do the same work are found while they have not ended', async () => {
  const jobs = await open();
  const job = jobRecord('a');
  jobs.insert(job, { at: 0, event: 'submit' });
  expect(jobs.duplicates(jobRecord('b').fingerprint)).toEqual(['a']);
  expect(jobs.duplicates(jobRecord('b', '/other').fingerprint)).toEqual([]);
  const cancel = ['1.1', '1.2'].map((task) => ({ task, event: 'cancel' as const }));
  jobs.save([afterChanges(job, cancel, 50).change]);
  expect(jobs.duplicates(job.fingerprint)).toEqual([]);
  jobs.close();
});

const day = 24 * 60 * 60 * 1_000;

test.each([
  ['old ones', { days: 2, least: 0, most: 100 }, ['a', 'b']],
  ['none of the newest, however old', { days: 0, least: 3, most: 100 }, ['a']],
  ['what is too much', { days: 100, least: 0, most: 1 }, ['a', 'b', 'c']],
])('the policy lets go of %s, and never of what has work', async (_, policy, expected) => {
  const jobs = await open();
  for (const [index, id] of ['a', 'b', 'c', 'd', 'active'].entries()) {
    const job = jobRecord(id, '/A', index * day);
    jobs.insert(job, { at: 0, event: 'submit' });
    const cancel = ['1.1', '1.2'].map((task) => ({ task, event: 'cancel' as const }));
    if (id !== 'active') jobs.save([afterChanges(job, cancel, index * day).change]);
  }
  expect(jobs.outdated(policy, 3.5 * day)).toEqual(expect.arrayContaining(expected));
  expect(jobs.outdated(policy, 3.5 * day)).toHaveLength(expected.length);
  jobs.close();
});
