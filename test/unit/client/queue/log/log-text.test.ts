import { expect, test } from 'vitest';
import { textLine } from '../../../../../client/queue/log/log-text.ts';
import { logFileName, queryOf, viewOf } from '../../../../../client/queue/log/log-view.ts';
import type { LogLine } from '../../../../../server/protocol/job-logs.ts';

const line = (change: Partial<LogLine>): LogLine => ({ level: 'error', text: 'x', task: '1.2', attempt: 3, ...change });

test('a line says its attempt, its moment and its level in words', () => {
  const at = Date.parse('2026-11-28T12:00:00Z');
  expect(textLine(line({ at }), false).text).toMatch(/^1\.2\/3 2026-11-2\d \d\d:\d\d:00 \[error\] x$/);
  expect(textLine(line({ level: 'core' }), false).text).toBe('1.2/3 [core] x');
  expect(textLine(line({}), true).text).toBe('[error] x');
});

const file = '/show/scripts/a b.py';

// The link is between the brackets ⟦ and ⟧.
test.each<[string, NonNullable<LogLine['place']>]>([
  ['File "⟦/show/scripts/a b.py", line 12⟧, in render', { file, line: 12 }],
  ['No camera (⟦scripts/a b.py:14⟧)', { file, line: 14 }],
  ['⟦/show/scripts/a b.py(3⟧): bad', { file, line: 3 }],
  ['file: ⟦a b.py line 7⟧', { file, line: 7 }],
  ['⟦a b.py⟧ is broken', { file }],
  ['😀 a b.py again (⟦/show/scripts/a b.py:9⟧)', { file, line: 9 }],
  ['it is named nowhere', { file, line: 1 }],
])('what names a place is a link: %s', (marked, place) => {
  const text = marked.replaceAll(/[⟦⟧]/g, '');
  const { text: shown, link } = textLine(line({ text, place }), true);
  const told =
    link === undefined
      ? shown
      : `${shown.slice(0, link.from)}⟦${shown.slice(link.from, link.to)}⟧${shown.slice(link.to)}`;
  expect(told).toBe(`[error] ${marked}`);
});

test.each([
  { job: 'j' },
  { job: 'j', task: '1.2', attempt: 3 },
  { job: 'j', levels: ['error', 'core'] as const, search: 'no & camera=ü' },
])('an address holds what is shown: %j', (view) => {
  expect(viewOf(queryOf(view))).toEqual(view);
});

test('an address of an older window names a job', () => {
  expect(viewOf('f00-1')).toEqual({ job: 'f00-1' });
  expect(viewOf('job=j&attempt=x&levels=loud')).toEqual({ job: 'j', levels: [] });
});

test('the name of the document says how it is filtered', () => {
  expect(logFileName('SH010 / grün', { job: 'j', task: '1.2', attempt: 1 })).toBe('SH010_grün_1.2_1.log');
  expect(logFileName('a', { job: 'j', levels: ['error'], search: 'no camera' })).toBe('a_error_no_camera.log');
});
