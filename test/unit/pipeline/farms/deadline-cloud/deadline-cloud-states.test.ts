import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  JOB_STATES,
  lifecycleOf,
  standingOf,
  TASK_STATES,
} from '../../../../../server/pipeline/farms/deadline-cloud/deadline-cloud-states.ts';

const page = readFileSync(new URL('../../../../../docs/farms/deadline-cloud.md', import.meta.url), 'utf8');

test.each(Object.entries(TASK_STATES))('a task that is %s is %s', (state, standing) => {
  expect(standingOf(state, 'CREATE_COMPLETE').standing).toBe(standing);
  expect(page).toContain(`| \`${state}\` | ${standing} |`);
});

test.each(Object.entries(JOB_STATES))('a job that is %s is %s', (state, meaning) => {
  expect(lifecycleOf(state)).toBe(meaning);
  expect(page).toContain(`| \`${state}\` | ${meaning} |`);
});

test.each([
  ['READY', 'ARCHIVED', 'cancelled'],
  ['RUNNING', 'ARCHIVED', 'running'],
  ['SUCCEEDED', 'ARCHIVED', 'completed'],
  ['BRAND_NEW', 'CREATE_COMPLETE', 'waiting'],
  ['constructor', 'toString', 'waiting'],
])('a task that is %s in a job that is %s is %s', (task, job, standing) => {
  expect(standingOf(task, job).standing).toBe(standing);
});

test('a task that no fleet can take says so', () => {
  expect(standingOf('NOT_COMPATIBLE', 'CREATE_COMPLETE').reason).toContain('No fleet');
});
