import { expect, test, vi } from 'vitest';
import { reportText, trailText } from '../../../../client/audit/audit-text.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const entry = { at: '2026-10-01T12:00:00.000Z', user: 'ann', machine: 'ws01', event: 'saved', file: 'f', line: 1 };

test('the newest event comes first, columns are aligned, and what others wrote stays in its line', () => {
  const entries = [
    { ...entry, comp: 'a/b/one.comp', facts: { comp: 'a/b/one.comp', comment: 'x\ny', number: 3 } },
    { ...entry, event: 'lock-taken-over', user: 'u'.repeat(80), facts: { forced: false } },
  ];
  const [title, , note, , head, first, second] = trailText('Trail', { entries, total: 9, unread: 0 }).split('\n');
  expect([title, note]).toEqual(['Trail', 'The newest 2 of 9 events.']);
  expect(first).toContain(`lock-taken-over  ${'u'.repeat(59)}…`);
  expect(second).toMatch(/saved\s+ann@ws01\s+one\.comp {2}comment: x y, number: 3$/);
  expect(head?.indexOf('Event')).toBe(second?.indexOf('saved'));
});

test('nothing is on record, or nobody understands it', () => {
  expect(trailText('Trail', { entries: [], total: 0, unread: 2 })).toBe(
    'Trail\n\n2 lines could not be understood: verify the audit trail.\n\nNothing is on record.\n',
  );
});

test('a report tells what is wrong by file and line', () => {
  const file = { file: '/p/a.jsonl', lines: 4, problems: [], moreProblems: 0, torn: false, newer: 0 };
  expect(reportText({ root: '/p', sound: true, files: [{ ...file, torn: true }] })).toBe(
    [
      'The audit trail of /p is sound: 4 lines in 1 files.',
      '',
      '/p/a.jsonl: 4 lines',
      '  Note: the last line is not whole; its writer died, or is writing just now.',
      '',
    ].join('\n'),
  );
  const problems = [{ kind: 'chain' as const, line: 3, message: 'Changed.' }];
  expect(reportText({ root: '/p', sound: false, files: [{ ...file, problems }] })).toContain('  line 3: Changed.');
});
