import { expect, test } from 'vitest';
import { entriesText, reportText } from '../../../server/cli/audit-text.ts';
import { pointInTime } from '../../../server/cli/point-in-time.ts';

test('events are a line each, whatever their writers put into them', () => {
  const entry = { at: '2026-10-01T12:00:00.123Z', user: 'ann', machine: 'ws01', file: 'f', line: 1 };
  const text = entriesText([
    {
      ...entry,
      event: 'saved',
      comp: 'a.comp',
      facts: { comp: 'a.comp', comment: 'one\ntwo\u001b[31m', number: 3, sha256: 'x' },
    },
    { ...entry, event: 'publish', facts: { frames: { first: 1, last: 2 }, state: '' } },
  ]);
  expect(text.split('\n')).toEqual([
    'time                  event    by        file',
    '2026-10-01 12:00:00Z  saved    ann@ws01  a.comp  comment=one two [31m number=3',
    '2026-10-01 12:00:00Z  publish  ann@ws01          frames={"first":1,"last":2}',
    '',
  ]);
});

test('a report names file and line, and tells notes from problems', () => {
  const file = { lines: 3, problems: [], moreProblems: 0, torn: false, newer: 0 };
  expect(
    reportText({
      root: '/p',
      sound: true,
      files: [
        { ...file, file: 'a', torn: true },
        { ...file, file: 'b', newer: 2 },
      ],
    }),
  ).toBe(
    [
      'a: note: the last line is not whole; its writer died, or is writing just now.',
      'b: note: 2 lines are of a newer Compline.',
      'The audit trail of /p is sound: 6 lines in 2 files.',
      '',
    ].join('\n'),
  );
  const problems = [
    { kind: 'chain' as const, line: 2, message: 'Changed.' },
    { kind: 'cut' as const, message: 'Cut.' },
  ];
  expect(reportText({ root: '/p', sound: false, files: [{ ...file, file: 'a', problems, moreProblems: 4 }] })).toBe(
    ['a:2: Changed.', 'a: Cut.', 'a: 4 more problems.', 'The audit trail of /p is not sound.', ''].join('\n'),
  );
});

const NOW = Date.UTC(2026, 9, 10, 12);

test.each([
  ['30m', '2026-10-10T11:30:00.000Z'],
  ['2d', '2026-10-08T12:00:00.000Z'],
  ['2026-10-01T10:00:00Z', '2026-10-01T10:00:00.000Z'],
  ['2026-10-01', new Date(2026, 9, 1).toISOString()],
])('%s', (text, time) => expect(pointInTime(text, NOW)).toBe(time));

test.each(['yesterday', '', '5y'])('"%s" is no time', (text) =>
  expect(() => pointInTime(text, NOW)).toThrow('Write a date'),
);
