import { describe, expect, test } from 'vitest';
import { CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Finding } from '../../../../server/checks/check.ts';
import { FIX_ALL_KIND, findCodeActions } from '../../../../server/language/features/code-actions.ts';
import { toDiagnostics } from '../../../../server/language/to-diagnostic.ts';
import { clientWith, fakeDocument } from '../fake-language.ts';

const DOCUMENT = fakeDocument('0123456789');
const CLIENT = clientWith({ versionedEdits: true });

function finding(code: string, start: number, end: number, preferred: boolean): Finding {
  return {
    code,
    severity: 'error',
    message: code,
    range: { start, end },
    fixes: [{ title: `mend ${code}`, preferred, edits: [{ range: { start, end }, newText: code }] }],
  };
}

const FINDINGS = [finding('a', 0, 2, true), finding('b', 4, 6, false), finding('c', 7, 9, true)];

function range(start: number, end: number): Range {
  return { start: { line: 0, character: start }, end: { line: 0, character: end } };
}

function titles(at: Range, only?: string[]): string[] {
  const context = { diagnostics: [], ...(only !== undefined && { only }) };
  const params = { textDocument: { uri: 'test:/a' }, range: at, context };
  return findCodeActions(DOCUMENT, params, FINDINGS, CLIENT).map(({ title }) => title);
}

const FIX_ALL = 'Fix all problems that Compline can fix safely';

describe('what is offered depends on the place and on what is asked for', () => {
  const cases: [string, Range, string[] | undefined, string[]][] = [
    ['inside a finding', range(1, 1), undefined, ['mend a']],
    ['at its end', range(2, 2), undefined, ['mend a']],
    ['beside all', range(3, 3), undefined, []],
    ['across two', range(2, 5), undefined, ['mend a', 'mend b']],
    ['quick fixes alone', range(0, 10), [CodeActionKind.QuickFix], ['mend a', 'mend b', 'mend c']],
    ['a finer kind than ours', range(0, 10), ['quickfix.other'], []],
    ['refactorings', range(0, 10), [CodeActionKind.Refactor], []],
    ['all source actions', range(0, 0), [CodeActionKind.Source], [FIX_ALL]],
    ['every fix-all, as on save', range(0, 0), [CodeActionKind.SourceFixAll], [FIX_ALL]],
    ['ours by name', range(0, 0), [FIX_ALL_KIND], [FIX_ALL]],
    ['a kind whose name only begins like ours', range(0, 0), ['source.fix'], []],
    ['every kind', range(0, 0), [''], ['mend a', FIX_ALL]],
  ];
  test.each(cases)('%s', (_name, at, only, expected) => {
    expect(titles(at, only)).toEqual(expected);
  });
});

test('a quick fix carries its edit for this version, whether it is safe, and the client’s own diagnostic', () => {
  const [sent] = toDiagnostics(DOCUMENT, FINDINGS, CLIENT);
  const diagnostics: Diagnostic[] = sent === undefined ? [] : [{ ...sent, data: 'the client’s' }];
  const params = { textDocument: { uri: 'test:/a' }, range: range(0, 4), context: { diagnostics } };
  const [first, second] = findCodeActions(DOCUMENT, params, FINDINGS, CLIENT);
  expect(first).toEqual({
    title: 'mend a',
    kind: 'quickfix',
    isPreferred: true,
    diagnostics,
    edit: {
      documentChanges: [
        { textDocument: { uri: 'test:/a', version: 1 }, edits: [{ range: range(0, 2), newText: 'a' }] },
      ],
    },
  });
  expect(second?.isPreferred).toBe(false);
  expect(second?.diagnostics).toMatchObject([{ code: 'b', range: range(4, 6) }]);
});

test('fix-all applies the safe repairs alone', () => {
  const params = {
    textDocument: { uri: 'test:/a' },
    range: range(0, 0),
    context: { diagnostics: [], only: ['source'] },
  };
  const [action] = findCodeActions(DOCUMENT, params, FINDINGS, clientWith());
  expect(action?.edit).toEqual({
    changes: {
      'test:/a': [
        { range: range(0, 2), newText: 'a' },
        { range: range(7, 9), newText: 'c' },
      ],
    },
  });
});

test('without a safe repair there is no fix-all', () => {
  const params = {
    textDocument: { uri: 'test:/a' },
    range: range(0, 0),
    context: { diagnostics: [], only: ['source'] },
  };
  expect(findCodeActions(DOCUMENT, params, [finding('b', 4, 6, false)], CLIENT)).toEqual([]);
});
