import { expect, test, vi } from 'vitest';
import type { LanguageSupport } from '../../../server/language/language-support.ts';
import { OpenDocument } from '../../../server/language/open-document.ts';

/** A language whose reader notes the texts that it has read to their end; it pauses before each end. */
function notingLanguage(readsWhole: boolean) {
  const read: string[] = [];
  const language: LanguageSupport = {
    languageId: 'fake',
    createReader: () => ({
      readsWhole,
      *read(text) {
        for (let step = 0; step < 3; step += 1) yield undefined;
        read.push(text.whole);
        return { findings: () => [] };
      },
    }),
  };
  return { read, language };
}

test.each([
  ['given up where each version is read by itself', true, ['ab']],
  ['ended where the next one begins with it', false, ['a', 'ab']],
])('the reading of a version that is past is %s', async (_name, readsWhole, expected) => {
  const { read, language } = notingLanguage(readsWhole);
  const document = new OpenDocument({ uri: 'test:/a', version: 1, text: 'a' }, language);
  // After each step the slice of time is over, and others have their turn.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1_000;
    return now;
  });
  const ready = document.ready();
  document.update([{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: 'b' }], 2);
  await ready;
  clock.mockRestore();
  expect(document.model).toBeDefined();
  expect(read).toEqual(expected);
});

test('a version is read once for all who wait for it', async () => {
  const { read, language } = notingLanguage(true);
  const document = new OpenDocument({ uri: 'test:/a', version: 1, text: 'a' }, language);
  let steps = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    steps += 1;
    return steps * 1_000;
  });
  await document.ready();
  const alone = steps;
  document.update([{ text: 'b' }], 2);
  steps = 0;
  await Promise.all(Array.from({ length: 20 }, () => document.ready()));
  clock.mockRestore();
  expect(read).toEqual(['a', 'b']);
  expect(steps).toBe(alone);
});
