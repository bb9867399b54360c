import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { FileFact } from '../../../../server/language/answers/file-facts.ts';
import type { LanguageSupport } from '../../../../server/language/language-support.ts';
import { WorkspaceIndex } from '../../../../server/language/workspace/workspace-index.ts';
import { WorkspaceListing } from '../../../../server/language/workspace/workspace-listing.ts';
import { FakeFiles } from './fake-files.ts';

const MEGABYTE = 1024 * 1024;

/** A language in which every line is a symbol. */
const lines: LanguageSupport = {
  languageId: 'lines',
  createReader: () => {
    throw new Error('nothing is read whole');
  },
  *facts(text): Generator<FileFact | undefined> {
    for (const [line, name] of text.split('\n').entries()) {
      const place = { line, character: 0, length: name.length };
      yield { kind: 'symbol', name, symbol: 'tool', container: undefined, place };
      yield undefined;
    }
  },
};

const NOBODY_GIVES_UP = new CancellationTokenSource().token;

function createIndex(files: FakeFiles | undefined, folders: readonly string[] = ['f:/a']) {
  const log: string[] = [];
  const clock = { now: 0 };
  const index = new WorkspaceIndex({
    files,
    listing: new WorkspaceListing({
      files,
      folders: () => folders,
      mayBeKnown: () => true,
      log: (line) => log.push(line),
    }),
    languageOf: (uri) => (uri.endsWith('.txt') ? undefined : lines),
    startProgress: () => ({ report: () => {}, end: () => {} }),
    now: () => clock.now,
  });
  const names = async (): Promise<string[]> =>
    (await index.read(NOBODY_GIVES_UP)).flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.kind === 'symbol' ? [fact.name] : [])),
    );
  return { index, names, log, clock };
}

test('files of all folders are read once, in the order of the folders', async () => {
  const files = new FakeFiles();
  files.set('f:/b/2', 'two');
  files.set('f:/a/1', 'one\nmore');
  files.set('f:/c/3', 'three');
  files.set('f:/a/4.txt', 'other');
  const { names } = createIndex(files, ['f:/a', 'f:/b', 'f:/a']);
  expect(await names()).toEqual(['one', 'more', 'two']);
  expect(files.reads.sort()).toEqual(['f:/a/1', 'f:/a/4.txt', 'f:/b/2']);
});

test('where no files can be read there are none', async () => {
  const { names } = createIndex(undefined);
  expect(await names()).toEqual([]);
});

describe('what is read again', () => {
  test.each([
    ['nothing while nothing is said to have changed', () => {}, false, ['one']],
    ['nothing where the file is as it was', () => {}, true, ['one']],
    ['a file with another time', (files: FakeFiles) => files.set('f:/a/1', 'new', 2), true, ['new']],
    ['a file with another size', (files: FakeFiles) => files.set('f:/a/1', 'longer', 1), true, ['longer']],
    ['a file that is gone', (files: FakeFiles) => files.all.delete('f:/a/1'), true, []],
    ['a file that is new', (files: FakeFiles) => files.set('f:/a/2', 'two'), true, ['one', 'two']],
    ['not yet', (files: FakeFiles) => files.set('f:/a/1', 'unheard', 2), false, ['one']],
  ])('%s', async (_name, change: (files: FakeFiles) => unknown, isTold, expected) => {
    const files = new FakeFiles();
    files.set('f:/a/1', 'one');
    const { index, names } = createIndex(files);
    await names();
    change(files);
    if (isTold) index.changed();
    expect(await names()).toEqual(expected);
    const changed = expected.includes('one') ? expected.length - 1 : expected.length;
    expect(files.reads.length).toBe(1 + changed);
  });

  test('everything that changed, after a while', async () => {
    const files = new FakeFiles();
    files.set('f:/a/1', 'one');
    const { names, clock } = createIndex(files);
    await names();
    files.set('f:/a/1', 'unheard', 2);
    clock.now = 31_000;
    expect(await names()).toEqual(['unheard']);
  });

  test('what changes during the reading', async () => {
    const files = new FakeFiles();
    files.set('f:/a/1', 'one');
    const { index, names } = createIndex(files);
    const first = names();
    await Promise.resolve();
    index.changed();
    files.set('f:/a/2', 'two');
    expect(await first).toEqual(['one', 'two']);
  });
});

test('files that are too large are left out and told of once', async () => {
  const files = new FakeFiles();
  files.set('f:/a/1', 'one', 1, 21 * MEGABYTE);
  files.set('f:/a/2', 'two', 1, 20 * MEGABYTE);
  const { index, names, log } = createIndex(files);
  expect(await names()).toEqual(['two']);
  index.changed();
  await names();
  expect(log).toEqual(['f:/a/1 is not searched: it has more than 20 MB.']);
});

test('files beyond the most are left out and told of once; eight are read at once', async () => {
  const files = new FakeFiles();
  for (let number = 0; number < 2_100; number += 1) files.set(`f:/a/${number}`, 'x');
  const { index, names, log } = createIndex(files);
  expect(await names()).toHaveLength(2_000);
  expect(files.most).toBe(8);
  index.changed();
  await names();
  expect(log).toHaveLength(1);
});

test('several wait for one reading, which goes on when one of them gives up', async () => {
  const files = new FakeFiles();
  for (let number = 0; number < 100; number += 1) files.set(`f:/a/${number}`, 'x');
  const { index, names } = createIndex(files);
  const source = new CancellationTokenSource();
  const given = index.read(source.token);
  const whole = names();
  source.cancel();
  expect(await given).toEqual([]);
  expect(await whole).toHaveLength(100);
  expect(files.reads).toHaveLength(100);
});

test('a reading that nobody waits for stops, and the next one goes on from there', async () => {
  const files = new FakeFiles();
  for (let number = 0; number < 100; number += 1) files.set(`f:/a/${number}`, 'x');
  const { index, names } = createIndex(files);
  const source = new CancellationTokenSource();
  const given = index.read(source.token);
  while (files.reads.length < 20) await new Promise((resolve) => setImmediate(resolve));
  source.cancel();
  await given;
  expect(files.reads.length).toBeLessThan(100);
  expect(await names()).toHaveLength(100);
  expect(files.reads.length).toBeLessThan(110);
});
