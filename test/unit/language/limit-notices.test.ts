import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DocumentStore } from '../../../server/language/document-store.ts';
import { LimitNotices } from '../../../server/language/limit-notices.ts';

const SHOT = 'file:///show/sh%20010.comp';
const LOOK = 'file:///show/look.setting';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function notices(): { readonly notices: LimitNotices; readonly shown: string[]; readonly documents: DocumentStore } {
  const shown: string[] = [];
  const documents = new DocumentStore(new Map(), () => {});
  const made = new LimitNotices((message) => shown.push(message));
  made.follow(documents);
  for (const uri of [SHOT, LOOK]) open(documents, uri);
  return { notices: made, shown, documents };
}

function open(documents: DocumentStore, uri: string): void {
  documents.open({ textDocument: { uri, languageId: 'fusion-comp', version: 1, text: '' } });
}

test('what comes up together is told together, and once', () => {
  const { notices: limits, shown } = notices();
  limits.add(SHOT, 'symbols');
  limits.add(SHOT, 'folding ranges', 300);
  limits.add(LOOK, 'colours');
  expect(shown).toEqual([]);
  vi.runAllTimers();
  const message =
    'For performance reasons, Compline shows only 10\u00a0000 symbols and 300 folding ranges of sh 010.comp' +
    ' and 10\u00a0000 colours of look.setting.';
  expect(shown).toEqual([message]);
  limits.add(SHOT, 'symbols');
  vi.runAllTimers();
  expect(shown).toHaveLength(1);
});

test('a kind that comes up later is told of by itself', () => {
  const { notices: limits, shown } = notices();
  limits.add(SHOT, 'symbols');
  vi.runAllTimers();
  limits.add(SHOT, 'links');
  vi.runAllTimers();
  expect(shown.at(-1)).toBe('For performance reasons, Compline shows only 10\u00a0000 links of sh 010.comp.');
});

test('a document that is closed meanwhile is not told of, and is told of again once it is open again', () => {
  const { notices: limits, shown, documents } = notices();
  limits.add(SHOT, 'symbols');
  documents.close({ textDocument: { uri: SHOT } });
  vi.runAllTimers();
  expect(shown).toEqual([]);
  open(documents, SHOT);
  limits.add(SHOT, 'symbols');
  vi.runAllTimers();
  expect(shown).toHaveLength(1);
});
