import { expect, test } from 'vitest';
import type { Finding } from '../../../server/checks/check.ts';
import { toDiagnostics } from '../../../server/language/to-diagnostic.ts';
import { clientWith, fakeDocument } from './fake-language.ts';

const FINDING: Finding = {
  code: 'dangling-source',
  severity: 'warning',
  message: 'wrong',
  range: { start: 3, end: 5 },
  related: [{ message: 'because', range: { start: 0, end: 1 } }],
};

test('a finding becomes a diagnostic with its documentation', () => {
  const document = fakeDocument('a\r\n😀b');
  expect(toDiagnostics(document, [FINDING], clientWith({ relatedInformation: true }))).toEqual([
    {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      severity: 2,
      code: 'dangling-source',
      codeDescription: {
        href: 'https://github.com/compline/compline/blob/main/docs/diagnostics/dangling-source.md',
      },
      source: 'compline',
      message: 'wrong',
      relatedInformation: [
        {
          message: 'because',
          location: { uri: 'test:/a', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
        },
      ],
    },
  ]);
});

test('a client that does not show related places is not sent any', () => {
  const [diagnostic] = toDiagnostics(fakeDocument('abcdef'), [FINDING], clientWith());
  expect(diagnostic).not.toHaveProperty('relatedInformation');
});

test.each([
  ['unused', [1]],
  ['deprecated', undefined],
  [undefined, undefined],
] as const)('a client is told by tags it knows: %s', (tag, tags) => {
  const finding = { ...FINDING, ...(tag && { tag }) };
  const [diagnostic] = toDiagnostics(fakeDocument('abcdef'), [finding], clientWith({ diagnosticTags: [1] }));
  expect(diagnostic?.tags).toEqual(tags);
});

test('of too many findings the least severe are left out', () => {
  const findings: Finding[] = [
    { ...FINDING, severity: 'hint', message: 'h' },
    { ...FINDING, severity: 'warning', message: 'w' },
    { ...FINDING, severity: 'error', message: 'e1' },
    { ...FINDING, severity: 'information', message: 'i' },
    { ...FINDING, severity: 'error', message: 'e2' },
  ];
  const told = toDiagnostics(fakeDocument('abcdef'), findings, clientWith(), 3);
  expect(told.map(({ message }) => message)).toEqual(['e1', 'e2', 'w']);
});
