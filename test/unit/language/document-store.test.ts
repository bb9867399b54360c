import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentStore } from '../../../server/language/document-store.ts';
import { positionOf } from '../../protocol/language/marked-text.ts';
import { fakeLanguage } from './fake-language.ts';

const URI = 'test:/a.comp';

function storeWith(read: (text: string) => void = () => {}): { store: DocumentStore; log: string[]; events: string[] } {
  const log: string[] = [];
  const events: string[] = [];
  const language = fakeLanguage((text) => {
    read(text);
    return {};
  });
  const store = new DocumentStore(new Map([['fake', language]]), (line) => log.push(line));
  store.addListener({
    changed: (document) => events.push(`changed ${document.version}`),
    closed: (uri) => events.push(`closed ${uri}`),
  });
  return { store, log, events };
}

function open(store: DocumentStore, text: string, languageId = 'fake', version = 1): void {
  store.open({ textDocument: { uri: URI, languageId, version, text } });
}

test('a version is read when it is first asked about, and once', async () => {
  const read: string[] = [];
  const { store } = storeWith((text) => read.push(text));
  open(store, 'one');
  expect(read).toEqual([]);
  const severities = {};
  await store.get(URI)?.findings(severities);
  await store.get(URI)?.findings(severities);
  expect(store.get(URI)?.model).toBeDefined();
  expect(read).toEqual(['one']);
  store.change({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'two' }] });
  store.change({ textDocument: { uri: URI, version: 3 }, contentChanges: [{ text: 'three' }] });
  await store.get(URI)?.findings(severities);
  expect(read).toEqual(['one', 'three']);
});

test('findings stay the same array until the text or the severities change', async () => {
  const { store } = storeWith();
  open(store, 'one');
  const severities = {};
  const first = await store.get(URI)?.findings(severities);
  expect(await store.get(URI)?.findings(severities)).toBe(first);
  expect(await store.get(URI)?.findings({ other: 'off' })).not.toBe(first);
});

test('a document in a language nobody knows is followed and says nothing', async () => {
  const { store } = storeWith();
  open(store, 'void main() {}', 'glsl');
  expect(store.get(URI)?.text).toBe('void main() {}');
  expect(store.get(URI)?.model).toBeUndefined();
  expect(await store.get(URI)?.findings({})).toEqual([]);
});

test('opening, changing, opening again and closing are told', () => {
  const { store, events } = storeWith();
  open(store, 'one');
  store.change({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'two' }] });
  open(store, 'again', 'fake', 7);
  expect(store.get(URI)?.text).toBe('again');
  store.close({ textDocument: { uri: URI } });
  store.close({ textDocument: { uri: URI } });
  expect(store.get(URI)).toBeUndefined();
  expect(events).toEqual(['changed 1', 'changed 2', 'changed 7', `closed ${URI}`]);
});

test('a change of a document that is not open is nothing', () => {
  const { store, events } = storeWith();
  store.change({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'two' }] });
  expect(events).toEqual([]);
});

test('a document whose change cannot be read is dropped, with a line that says what to do', () => {
  const { store, log, events } = storeWith();
  open(store, 'one');
  const broken = JSON.parse('[{"range": null, "text": "x"}]');
  store.change({ textDocument: { uri: URI, version: 2 }, contentChanges: broken });
  expect(store.get(URI)).toBeUndefined();
  expect(events.at(-1)).toBe(`closed ${URI}`);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('reopen the file');
});

test('after any edits the text is the client’s, and every offset has the position the client gives it', () => {
  const piece = fc.constantFrom('a', '\n', '\r\n', '\r', '😀', '目', 'é', '\0', '\uFFFD', '"', '{', '}', '\u2028', ' ');
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const edit = fc.record({ at: fc.nat(), length: fc.nat(5), insert: text });
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 12 }), (initial, edits) => {
      const { store } = storeWith();
      open(store, initial);
      let client = initial;
      for (const [index, { at, length, insert }] of edits.entries()) {
        const start = at % (client.length + 1);
        const end = Math.min(start + length, client.length);
        const splitsLineEnd = (offset: number): boolean => client[offset - 1] === '\r' && client[offset] === '\n';
        // No position of the protocol lies inside a line end.
        if (splitsLineEnd(start) || splitsLineEnd(end)) continue;
        const range = { start: positionOf(client, start), end: positionOf(client, end) };
        store.change({
          textDocument: { uri: URI, version: index + 2 },
          contentChanges: [{ range, text: insert }],
        });
        client = client.slice(0, start) + insert + client.slice(end);
      }
      const document = store.get(URI);
      expect(document?.text).toBe(client);
      for (let offset = 0; offset <= client.length; offset += 1) {
        if (client[offset - 1] === '\r' && client[offset] === '\n') continue;
        const position = positionOf(client, offset);
        expect(document?.rangeOf({ start: offset, end: offset }).start).toEqual(position);
        expect(document?.offsetAt(position)).toBe(offset);
      }
    }),
  );
});
