import { expect, test } from 'vitest';
import { newJobRecord, type TaskRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { judgeAttempt } from '../../../../server/pipeline/queue/judge-attempt.ts';
import type { AttemptResult } from '../../../../server/pipeline/workers/messages.ts';
import { fakeTask, jobOfTasks } from '../jobs.ts';

const { layers } = newJobRecord(
  'a',
  jobOfTasks([fakeTask('/r', 1, 5)], {
    retries: 1,
    successCodes: [0, 3],
    timeout: 9,
    startTimeout: 4,
    stallTimeout: 5,
  }),
  { now: 0, revision: 1 },
);
const [layer] = layers;
const task = layer?.tasks[0];
if (layer === undefined || task === undefined) throw new Error('There is no task.');

const exited = (exitCode: number, missing?: string): AttemptResult => ({
  kind: 'exited',
  exitCode,
  ...(missing !== undefined && { missing }),
});

test.each<[string, AttemptResult, object, string, string, RegExp | undefined]>([
  ['success', exited(0), {}, 'complete', 'completed', undefined],
  ['another code of success', exited(3), {}, 'complete', 'completed', undefined],
  ['a bad code', exited(1), {}, 'tryAgain', 'failed', /^Frames 1-5: .* exited with code 1\.$/],
  ['a bad code once more', exited(1), { failures: 1 }, 'fail', 'failed', /code 1/],
  [
    'a missing frame',
    exited(0, 'frame 3 is missing (/r/3.exr).'),
    { failures: 1 },
    'fail',
    'failed',
    /reported success, but frame 3 is missing/,
  ],
  ['a crash', { kind: 'signalled', signal: 'SIGSEGV' }, {}, 'tryAgain', 'failed', /signal SIGSEGV/],
  ['a timeout', { kind: 'timed-out' }, {}, 'tryAgain', 'failed', /longer than the 9 seconds/],
  [
    'a silent start',
    { kind: 'timed-out', limit: 'start' },
    {},
    'tryAgain',
    'failed',
    /printed nothing within 4 seconds/,
  ],
  [
    'no progress',
    { kind: 'timed-out', limit: 'stall' },
    { failures: 1 },
    'fail',
    'failed',
    /finished no frame for 5 seconds/,
  ],
  ['a skip', exited(0), { wish: 'skip' }, 'skip', 'cancelled', /Skipped/],
  ['a requeue', { kind: 'ended' }, { wish: 'requeue' }, 'requeue', 'cancelled', /Put back/],
  ['a loss', { kind: 'lost', reason: 'Died.' }, { failures: 1 }, 'lose', 'lost', /^Died\.$/],
  ['the third loss', { kind: 'lost', reason: 'Died.' }, { losses: 2 }, 'giveUp', 'lost', /3 attempts were lost/],
  ['an end of the core', { kind: 'ended' }, {}, 'suspend', 'cancelled', /core was stopped/],
  [
    'a missing renderer, whatever the retries',
    { kind: 'not-started', code: 'renderer-missing', reason: 'nuke was not found on PATH.' },
    {},
    'fail',
    'failed',
    /^nuke was not found on PATH\.$/,
  ],
  [
    'a full disk',
    { kind: 'not-started', code: 'disk-full', reason: 'The disk is full.' },
    {},
    'tryAgain',
    'failed',
    /The disk is full\./,
  ],
])('%s', (_, result, change, event, state, reason) => {
  const changed: TaskRecord = { ...task, ...change };
  const judged = judgeAttempt({ result, task: changed, layer, cancelRequested: false });
  expect(judged).toMatchObject({ event, state });
  if (reason === undefined) expect(judged.reason).toBeUndefined();
  else expect(judged.reason).toMatch(reason);
});

test.each<AttemptResult>([exited(0), exited(1), { kind: 'ended' }, { kind: 'lost', reason: 'Died.' }])(
  'an attempt of a job that was cancelled is cancelled, however it ended: %j',
  (result) => {
    const judged = judgeAttempt({ result, task, layer, cancelRequested: true });
    expect(judged).toMatchObject({ event: 'cancel', state: 'cancelled' });
  },
);
