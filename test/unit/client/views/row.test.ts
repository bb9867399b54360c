import { expect, test } from 'vitest';
import { type Row, sameRow, tooltipMarkdown } from '../../../../client/views/row.ts';

const row: Row = {
  id: 'job:1',
  label: 'SH_010*',
  description: 'waiting',
  icon: { id: 'clock' },
  context: 'job waiting',
  spoken: 'SH_010*, waiting',
  tooltip: [],
};

test.each([
  ['a sentence', [{ value: 'waiting' }], '**SH\\_010\\***  \nwaiting'],
  ['a name and its value', [{ name: 'Owner', value: 'ann' }], '**SH\\_010\\***  \n**Owner:** ann'],
  ['a link stays text', [{ value: '[x](command:y)' }], '**SH\\_010\\***  \n\\[x\\]\\(command:y\\)'],
  ['line ends become blanks', [{ value: 'one\n  two' }], '**SH\\_010\\***  \none two'],
])('tooltip: %s', (_, tooltip, markdown) => {
  expect(tooltipMarkdown({ ...row, tooltip })).toBe(markdown);
});

test('rows are the same when all that they show is', () => {
  expect(sameRow(row, { ...row, icon: { id: 'clock' } })).toBe(true);
  expect(sameRow(row, { ...row, icon: { id: 'clock', color: 'charts.red' } })).toBe(false);
  expect(sameRow(row, { ...row, tooltip: [{ value: 'x' }] })).toBe(false);
});
