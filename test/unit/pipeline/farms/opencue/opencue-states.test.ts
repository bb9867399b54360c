import { expect, test } from 'vitest';
import {
  FRAME_MEANINGS,
  FRAME_STATES,
  JOB_ENDED,
  JOB_STATES,
  reasonOfExit,
} from '../../../../../server/pipeline/farms/opencue/opencue-states.ts';
import { docTable } from '../support/doc-table.ts';

test('the page shows the tables', () => {
  expect(docTable('opencue.md', 'frame')).toEqual(
    FRAME_STATES.map((state) => [state, FRAME_MEANINGS[state].standing, FRAME_MEANINGS[state].ended]),
  );
  expect(docTable('opencue.md', 'job')).toEqual(JOB_STATES.map((state) => [state, JOB_ENDED[state] ? 'yes' : 'no']));
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
