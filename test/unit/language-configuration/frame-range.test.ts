import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const path = join(import.meta.dirname, '../../../language-configuration/frame-range.json');
const { wordPattern } = z.object({ wordPattern: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8')));

test.each<[line: string, words: readonly string[]]>([
  ['1,5', ['1', '5']],
  ['-5 x 3', ['-5', 'x', '3']],
  ['# dialect: lrc-toolbox', ['dialect', 'lrc-toolbox']],
])('the words of %s', (line, words) => {
  expect(line.match(new RegExp(wordPattern, 'g'))).toEqual(words);
});
