import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editsOf, formatted, wordsOf } from './format-text.ts';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus');
const files = ['comp', 'setting'].flatMap((kind) => {
  const folder = join(CORPUS, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${kind}/${name}`) : [];
});
const read = (file: string): string => readFileSync(join(CORPUS, file), 'utf8');

/** The settings that people edited or other programs wrote, by the mark in their names; every other is as Fusion wrote it. */
const NOT_AS_FUSION_WRITES: ReadonlySet<string> = new Set(
  (
    '01663b7a 105e3058 1c0cb719 4ecc1214 592b5ecd 681cb9d6 6ce88105 7c2e880e 84fa1df6 925d2747 b5a85ec2 ' +
    'e32d0e6b 432c5e78 17d16230 770de75b a21710b4 d6c87449 a6ecbbc4 4c7c1038 e53f1dc3 f7577fa2 b17f734d ' +
    '09aebd96 6e36c99e 6e7ece57 b4209398 d0e68cf5 db1d7b4f fac43198'
  ).split(' '),
);
const isAsFusionWrites = (file: string): boolean => !NOT_AS_FUSION_WRITES.has(file.split('__')[1] ?? '');

if (files.length === 0) {
  test('real files', (context) => context.skip(`The folder of real comps and settings is not here: ${CORPUS}`));
} else {
  describe('real files', () => {
    test('what Fusion has written stays as it is', () => {
      const edited = files.filter((file) => editsOf(read(file)).length > 0);
      expect(edited.filter(isAsFusionWrites)).toEqual([]);
      expect(edited.length).toBe(NOT_AS_FUSION_WRITES.size);
    });

    test.each(files)('%s keeps all but its white space, and is formatted at once', (file) => {
      const text = read(file);
      const once = formatted(text);
      expect(wordsOf(once)).toEqual(wordsOf(text));
      expect(editsOf(once)).toEqual([]);
    });

    test.each(['', ' ', '\t  '])('files whose lines begin with %j come out as Fusion wrote them', (indent) => {
      const wrong = files.filter((file) => {
        const text = read(file);
        // Texts of several lines would lose their indents too.
        if (!isAsFusionWrites(file) || !/^\t/m.test(text) || /= \[=*\[/.test(text)) return false;
        return formatted(text.replace(/^\t+/gm, indent), undefined, '\t') !== text;
      });
      expect(wrong).toEqual([]);
    });
  });
}
