import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const files = ['comp', 'setting'].flatMap((kind) => {
  const folder = join(CORPUS, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${kind}/${name}`) : [];
});

/** Files of the corpus that are damaged, by the beginning of their names, with what is wrong; none is. */
const DAMAGED: Readonly<Record<string, string>> = {};

if (files.length === 0) {
  test('real files', (context) => context.skip(`The folder of real comps and settings is not here: ${CORPUS}`));
} else {
  describe('real files', () => {
    test.each(files)('%s is read without an error', (file) => {
      const text = readFileSync(join(CORPUS, file), 'utf8');
      const comp = parseComp(text);
      const reason = Object.keys(DAMAGED).find((start) => file.startsWith(start));
      expect(comp.errors.map((error) => error.message)).toEqual(reason === undefined ? [] : [expect.anything()]);
      expect(comp.kind).toBe(file.startsWith('comp/') ? 'composition' : 'setting');
      expect(comp.cutOff).toBe(false);
      // Every `Name = Type { ... ViewInfo` of Fusion is a tool, except in the copies that `Settings` keeps.
      expect(comp.tools.length).toBeGreaterThan(file.startsWith('comp/') ? -1 : 0);
    });
  });
}
