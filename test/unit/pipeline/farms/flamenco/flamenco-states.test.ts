import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  JOB_STATES,
  motionOf,
  standingOf,
  TASK_STATES,
} from '../../../../../server/pipeline/farms/flamenco/flamenco-states.ts';

const page = readFileSync(new URL('../../../../../docs/farms/flamenco.md', import.meta.url), 'utf8');

test.each(Object.entries(TASK_STATES))('a task that is %s is %s', (state, standing) => {
  expect(standingOf(state, 'active').standing).toBe(standing);
});

test.each([
  ['queued', 'failed', 'failed'],
  ['soft-failed', 'failed', 'failed'],
  ['paused', 'failed', 'failed'],
  ['canceled', 'failed', 'failed'],
  ['paused', 'canceled', 'cancelled'],
  ['queued', 'canceled', 'cancelled'],
  ['completed', 'failed', 'completed'],
  ['active', 'canceled', 'running'],
  ['canceled', 'paused', 'cancelled'],
  ['brand-new', 'active', 'waiting'],
  ['constructor', 'active', 'waiting'],
])('a task that is %s in a job that is %s is %s', (task, job, standing) => {
  expect(standingOf(task, job).standing).toBe(standing);
});

test.each([...Object.entries(JOB_STATES), ['brand-new', 'moves'], ['constructor', 'moves']])(
  'a job that is %s: %s',
  (state, motion) => {
    expect(motionOf(state)).toBe(motion);
  },
);

test('the page tells the same', () => {
  const tasks = page.slice(page.indexOf('### States of tasks'));
  for (const [state, standing] of Object.entries(TASK_STATES))
    expect(tasks).toContain(`| \`${state}\` | ${standing} |`);
  const jobs = page.slice(page.indexOf('### States of jobs'), page.indexOf('### States of tasks'));
  for (const [state, meaning] of Object.entries(JOB_STATES)) expect(jobs).toContain(`| \`${state}\` | ${meaning} |`);
});
