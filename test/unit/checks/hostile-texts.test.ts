import { describe, expect, test } from 'vitest';
import { FILE_KINDS } from '../../../server/checks/file-kinds.ts';
import { expectLinear, HOSTILE_TEXTS } from '../../hostile-texts.ts';

describe.each(FILE_KINDS)('$languageId', (kind) => {
  test.each(HOSTILE_TEXTS)('%s: checking takes no more than the text is longer', async (_name, size, text) => {
    await expectLinear(size, text, async (whole) => {
      const file = await kind.read(whole);
      for (const finding of file.findings({})) expect(finding?.range.end ?? 0).toBeLessThanOrEqual(whole.length);
    });
  });
});
