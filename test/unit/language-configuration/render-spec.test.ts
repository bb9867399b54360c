import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const Pair = z.tuple([z.string(), z.string()]);
const Configuration = z.strictObject({
  comments: z.strictObject({ lineComment: z.literal('#') }),
  brackets: z.array(Pair),
  autoClosingPairs: z.array(
    z.strictObject({ open: z.string(), close: z.string(), notIn: z.array(z.enum(['string', 'comment'])) }),
  ),
  autoCloseBefore: z.string(),
  surroundingPairs: z.array(Pair),
  wordPattern: z.string(),
  folding: z.strictObject({ offSide: z.literal(true) }),
  indentationRules: z.strictObject({ increaseIndentPattern: z.string(), decreaseIndentPattern: z.string() }),
  onEnterRules: z.array(
    z.strictObject({
      beforeText: z.string(),
      afterText: z.string(),
      action: z.strictObject({ indent: z.literal('none'), appendText: z.string() }),
    }),
  ),
});
const path = join(import.meta.dirname, '../../../language-configuration/render-spec.json');
const { indentationRules, wordPattern } = Configuration.parse(JSON.parse(readFileSync(path, 'utf8')));

test.each<[line: string, words: string[]]>([
  ['    format: OpenEXRFormat', ['format', 'OpenEXRFormat']],
  ['  OpenEXRFormat.Compression: 8', ['OpenEXRFormat.Compression', '8']],
  ['  preview: *base', ['preview', 'base']],
  ['  final_suffix: _vfx-a', ['final_suffix', '_vfx-a']],
])('the words of %s', (line, words) => {
  expect(line.match(new RegExp(wordPattern, 'g'))).toEqual(words);
});

describe('indentation', () => {
  const increase = new RegExp(indentationRules.increaseIndentPattern);
  const decrease = new RegExp(indentationRules.decreaseIndentPattern);

  test.each<[line: string, after: 'more' | 'same']>([
    ['fusion:', 'more'],
    ['  final: # what is published', 'more'],
    ['  final: &base', 'more'],
    ['  properties: {', 'more'],
    ['  - final:', 'more'],
    ['    format: OpenEXRFormat', 'same'],
    ['    # format:', 'same'],
    ['  properties: { a: 1 }', 'same'],
    ['', 'same'],
  ])('after %j: %s', (line, after) => {
    expect(increase.test(line)).toBe(after === 'more');
  });

  test.each<[line: string, less: boolean]>([
    ['  }', true],
    ['  ]', true],
    ['  format: }', false],
  ])('%j', (line, less) => {
    expect(decrease.test(line)).toBe(less);
  });
});
