import { expect, test } from 'vitest';
import { FRAME_STATES, JOB_ENDED, reasonOfExit } from '../../../../../server/pipeline/farms/opencue/opencue-states.ts';
import { docTable } from '../support/doc-table.ts';

test('the page shows the tables', () => {
  expect(docTable('opencue.md', 'frame')).toEqual(
    Object.entries(FRAME_STATES).map(([state, { standing, ended }]) => [state, standing, ended]),
  );
  expect(docTable('opencue.md', 'job')).toEqual(
    Object.entries(JOB_ENDED).map(([state, hasEnded]) => [state, hasEnded ? 'yes' : 'no']),
  );
});

test.each([
  [0, undefined],
  [1, undefined],
  [33, 'It used more memory than it had reserved.'],
  [256, 'It could not be started: see whether the folder of its logs is there.'],
  [399, 'Its machine went down.'],
  [500, 'Somebody stopped it.'],
  [506, 'Somebody stopped it.'],
])('the exit status %i', (status, reason) => {
  expect(reasonOfExit(status)).toBe(reason);
});
