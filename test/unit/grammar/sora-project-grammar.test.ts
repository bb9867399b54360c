import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { CompGrammar } from './tokenize.ts';

const KEY = 'string support.type.property-name';
const TEXT = 'string.quoted.double';
const OBJECT = 'meta.structure.dictionary';
const PLACEHOLDER = 'meta.placeholder';

let grammar: CompGrammar;
beforeAll(async () => {
  grammar = await CompGrammar.load('source.sora-project');
});

describe('colours', () => {
  test.each<[text: string, stretch: string, scopes: string]>([
    ['{ "prompt": "A {subject} here" }', 'prompt', `${OBJECT} ${KEY}`],
    ['{ "prompt": "A {subject} here" }', 'subject', `${OBJECT} ${TEXT} ${PLACEHOLDER} variable.other.placeholder`],
    ['{ "prompt": "A {the place}" }', 'the place', `${OBJECT} ${TEXT} ${PLACEHOLDER} variable.other.placeholder`],
    ['{ "current_prompt": "{a}" }', 'a', `${OBJECT} ${TEXT} ${PLACEHOLDER} variable.other.placeholder`],
    ['{ "prompt": "{{a" }', '{{', `${OBJECT} ${TEXT} constant.character.escape.brace`],
    ['{ "prompt": "{ a" }', '{', `${OBJECT} ${TEXT} invalid.illegal.brace`],
    ['{ "prompt": "a \\n" }', '\\n', `${OBJECT} ${TEXT} constant.character.escape`],
    ['{ "name": "A {subject} here" }', '"A {subject} here"', `${OBJECT} ${TEXT}`],
    ['{ "width": 1280 }', '1280', `${OBJECT} constant.numeric`],
    ['{ "pinned": true }', 'true', `${OBJECT} constant.language`],
    ['{ "shots": [ null ] }', 'null', `${OBJECT} meta.structure.array constant.language`],
    ['// no', '// no', 'invalid.illegal.comment'],
  ])('%s: %s', (text, stretch, scopes) => {
    const found = joined(grammar.colour(text)).filter((it) => it.text === stretch);
    expect(found.map((it) => it.scopes)).toContain(scopes);
  });

  test('a text that is not closed ends with its line', () => {
    const { openLines } = grammar.work('{ "a": "b\n}\n');
    expect(openLines).toBe(1);
  });

  test('the project of the sample is coloured to its end', () => {
    const text = readFileSync(at('test', 'fixtures', 'sample-project', '04-GENERATED', 'teaser.sorastudio'), 'utf8');
    const coloured = grammar.colour(text);
    expect(coloured.filter(({ scopes }) => scopes.includes('invalid'))).toEqual([]);
    expect(coloured.filter(({ scopes }) => scopes.includes('variable.other.placeholder')).map((it) => it.text)).toEqual(
      ['place', 'weather', 'place', 'place', 'weather'],
    );
  });
});

test('a long prompt takes no more than its length', () => {
  const work = (count: number) => grammar.work(`{ "prompt": "${'{a} { \\n '.repeat(count)}" }`).searches;
  expect(work(2_000)).toBeLessThan(work(200) * 12);
});

/** Neighbours of the same scopes as one. */
function joined(coloured: readonly { readonly text: string; readonly scopes: string }[]) {
  const all = coloured.map(({ text, scopes }) => ({ text, scopes: scopes.replace(/ punctuation\S*/g, '') }));
  const whole = all.map(({ scopes }, index) => {
    const run = all.slice(index);
    const end = run.findIndex((it) => it.scopes !== scopes);
    return {
      scopes,
      text: run
        .slice(0, end === -1 ? undefined : end)
        .map(({ text }) => text)
        .join(''),
    };
  });
  return [...all, ...whole];
}
