import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../../../../scripts/lib/paths.mjs';
import { JOB_STATES, standingOf } from '../../../../../server/pipeline/farms/slurm/slurm-states.ts';

test('the page has the same table', () => {
  const page = readFileSync(at('docs', 'farms', 'slurm.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| ([a-z]+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
  expect(rows).toEqual(Object.entries(JOB_STATES).map(([name, { standing, meaning }]) => [name, standing, meaning]));
});

test.each([
  [['RUNNING'], 'running'],
  [['COMPLETED'], 'completed'],
  // The machine is being tidied: what it comes to is told when that is done.
  [['COMPLETED', 'COMPLETING'], 'running'],
  [['COMPLETING', 'FAILED'], 'running'],
  [['PENDING', 'REQUEUED'], 'waiting'],
  [['RUNNING', 'CONFIGURING'], 'waiting'],
  [['PENDING', 'SPECIAL_EXIT'], 'waiting'],
  [['NODE_FAIL', 'REQUEUED'], 'waiting'],
  [['FAILED', 'LAUNCH_FAILED'], 'failed'],
  // What nobody has heard of yet is not taken for an end.
  [['FLOATING'], 'waiting'],
  [['constructor'], 'waiting'],
  [[], 'waiting'],
])('%j is %s', (states, standing) => {
  expect(standingOf(states).standing).toBe(standing);
});

test('a state that is not known is named', () => {
  expect(standingOf(['FLOATING']).reason).toContain('FLOATING');
});
