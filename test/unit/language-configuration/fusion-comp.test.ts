import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const Pair = z.tuple([z.string(), z.string()]);
const Configuration = z.strictObject({
  comments: z.strictObject({ lineComment: z.string(), blockComment: Pair }),
  brackets: z.array(Pair),
  autoClosingPairs: z.array(
    z.strictObject({ open: z.string(), close: z.string(), notIn: z.array(z.enum(['string', 'comment'])) }),
  ),
  autoCloseBefore: z.string(),
  surroundingPairs: z.array(Pair),
  wordPattern: z.string(),
  indentationRules: z.strictObject({ increaseIndentPattern: z.string(), decreaseIndentPattern: z.string() }),
  onEnterRules: z.array(
    z.strictObject({
      beforeText: z.string(),
      afterText: z.string(),
      action: z.strictObject({ indent: z.enum(['none', 'indentOutdent']), appendText: z.string().optional() }),
    }),
  ),
});
const path = join(import.meta.dirname, '../../../language-configuration/fusion-comp.json');
const { indentationRules, onEnterRules, wordPattern, autoClosingPairs } = Configuration.parse(
  JSON.parse(readFileSync(path, 'utf8')),
);

test.each<[line: string, words: string[]]>([
  ['Merge1_2 = Merge {', ['Merge1_2', 'Merge']],
  ['Wire = Fuse.Wireless {', ['Wire', 'Fuse.Wireless']],
  ['a={ b = ofx.com.blackmagicdesign.Glow {', ['a', 'b', 'ofx.com.blackmagicdesign.Glow']],
  ['Expression = "Transform1.Center.X",', ['Expression', 'Transform1', 'Center', 'X']],
  ['Expression = "a == Merge1.Blend",', ['Expression', 'a', 'Merge1', 'Blend']],
  ['["目パチ"] = Loader {', ['目パチ', 'Loader']],
  ['["Gamut.SLogVersion"] = Input', ['Gamut', 'SLogVersion', 'Input']],
  ['Pos = { -12.5, 5.55e-017 }', ['Pos', '-12.5', '5.55e-017']],
])('the words of %s', (line, words) => {
  expect(line.match(new RegExp(wordPattern, 'g'))).toEqual(words);
});

describe('indentation', () => {
  const increase = new RegExp(indentationRules.increaseIndentPattern);
  const decrease = new RegExp(indentationRules.decreaseIndentPattern);

  test.each<[line: string, after: 'more' | 'same']>([
    ['Composition {', 'more'],
    ['\tTools = ordered() {', 'more'],
    ['\t["a } \\" {"] = Merge {', 'more'],
    ['\tInputs = { -- what it reads', 'more'],
    ['\tClip { ID = "Clip1",', 'more'],
    ['\t[0] = { 0, Flags = { Linear = true }, Value = Polyline {', 'more'],
    ['\tSize = Input { Value = 1, },', 'same'],
    ['\tValue = "{",', 'same'],
    ['\tExpression = "t = {", },', 'same'],
    ['\t-- Inputs = {', 'same'],
    ['\t},', 'same'],
    ['\tCurrentTime = 0,', 'same'],
  ])('after %j: %s', (line, after) => {
    expect(increase.test(line)).toBe(after === 'more');
  });

  test.each<[line: string, less: boolean]>([
    ['\t},', true],
    ['}', true],
    ['\t\t} }', true],
    ['\tValue = 1 }', false],
  ])('of %j itself: less is %s', (line, less) => {
    expect(decrease.test(line)).toBe(less);
  });

  test('is decided at once for a long line', () => {
    for (const piece of ['{', '}', '"', '\\"', '{ "a" ', '{}']) {
      const line = piece.repeat(10_000);
      expect([increase.test(line), increase.test(`${line}"`)]).toHaveLength(2);
    }
  });
});

test.each<[before: string, after: string, indent: string | undefined]>([
  ['\tTools = {', '}', 'indentOutdent'],
  ['\t-- a note', 'that goes on', 'none'],
  ['\t-- a note', '', undefined],
  ['\t--[[ a note', 'that goes on', undefined],
  ['\t},', '', undefined],
])('enter between %j and %j', (before, after, indent) => {
  const rule = onEnterRules.find(
    ({ beforeText, afterText }) => new RegExp(beforeText).test(before) && new RegExp(afterText).test(after),
  );
  expect(rule?.action.indent).toBe(indent);
});

test('a longer opening closes with what the shorter one in it does not', () => {
  for (const { open, close } of autoClosingPairs.filter((pair) => pair.open.length > 1)) {
    const inner = autoClosingPairs.find((pair) => pair.open.length < open.length && open.includes(pair.open));
    expect(close.endsWith(inner?.close ?? '')).toBe(true);
  }
});
