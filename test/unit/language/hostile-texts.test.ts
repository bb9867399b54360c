import { describe, expect, test } from 'vitest';
import { loadLanguages } from '../../../server/language/languages.ts';
import { OpenDocument } from '../../../server/language/open-document.ts';
import { expectLinear, HOSTILE_TEXTS } from '../../hostile-texts.ts';

/** Asks for everything that is worked out over a whole text, but what is wrong with it. */
describe.each(await loadLanguages())('$languageId', (support) => {
  test.each(HOSTILE_TEXTS)('%s: reading takes no more than the text is longer', async (_name, size, text) => {
    await expectLinear(size / 4, text, async (whole) => {
      const document = new OpenDocument({ uri: 'test:/a', version: 1, text: whole }, support);
      await document.ready();
      const { model } = document;
      for (const item of model?.outline?.() ?? []) expect(item?.range.end ?? 0).toBeLessThanOrEqual(whole.length);
      for (const fold of model?.folds?.() ?? []) expect(fold).not.toBeNull();
      for (const word of model?.words?.() ?? []) expect(word).not.toBeNull();
      for (const edit of model?.format?.('  ') ?? []) expect(edit?.range.end ?? 0).toBeLessThanOrEqual(whole.length);
      for (const fact of (await support.facts?.(whole)) ?? []) expect(fact).not.toBeNull();
    });
  });
});
