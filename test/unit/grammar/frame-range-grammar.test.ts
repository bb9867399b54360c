import { expect, test } from 'vitest';
import { CompGrammar } from './tokenize.ts';

const NUMBER = 'constant.numeric';
const RANGE = 'keyword.operator.range';
const STEP = 'keyword.operator.step';
const COMMA = 'punctuation.separator';

/** The scopes of each stretch, one line each. */
function colours(grammar: CompGrammar, text: string): readonly string[] {
  return grammar.colour(text).map(({ text: stretch, scopes }) => `${stretch} ${scopes}`.trim());
}

test.each<[text: string, expected: readonly string[]]>([
  ['1-10x3', [`1 ${NUMBER}`, `- ${RANGE}`, `10 ${NUMBER}`, `x ${STEP}`, `3 ${NUMBER}`]],
  ['-5--1', [`-5 ${NUMBER}`, `- ${RANGE}`, `-1 ${NUMBER}`]],
  ['1, 5', [`1 ${NUMBER}`, `, ${COMMA}`, `5 ${NUMBER}`]],
  ['1 - 5', [`1 ${NUMBER}`, `- ${RANGE}`, `5 ${NUMBER}`]],
  ['abc', ['abc']],
  [
    '# dialect: nuke of ours',
    [
      '# comment.line punctuation.definition.comment',
      'dialect: comment.line',
      'nuke comment.line support.constant.dialect',
      'of ours comment.line',
    ],
  ],
  ['// note', ['// comment.line punctuation.definition.comment', 'note comment.line']],
])('frame ranges: %j', async (text, expected) => {
  expect(colours(await CompGrammar.load('source.frame-range'), text)).toEqual(expected);
});

/** The parts of VS Code's grammar of YAML that matter here: comments, quoted and block texts, keys. */
const YAML = {
  'source.yaml': {
    scopeName: 'source.yaml',
    patterns: [
      { name: 'comment.line.yaml', match: '#.*$' },
      { name: 'string.unquoted.block.yaml', begin: '[|]$', while: '^\\s{4}' },
      { name: 'string.quoted.double.yaml', begin: '"', end: '"' },
      { name: 'string.quoted.single.yaml', begin: "'", end: "'" },
      { name: 'entity.name.tag.yaml', match: '[\\w-]+(?=:(?:\\s|$))' },
      { name: 'string.unquoted.plain.yaml', match: '[^\\s:#"{},]+' },
    ],
  },
};
const EMBEDDED = 'meta.embedded.frame-range';
const KEY = 'entity.name.tag';
const RANGE_TOKENS = [`1 ${EMBEDDED} ${NUMBER}`, `- ${EMBEDDED} ${RANGE}`, `9 ${EMBEDDED} ${NUMBER}`];

test.each<[text: string, expected: readonly string[]]>([
  ['frames: 1-9', RANGE_TOKENS],
  ['  frame_range: 1-9 # all', RANGE_TOKENS],
  ['- frameRange: 1-9', RANGE_TOKENS],
  ['{ a: 1, frame-range: 1-9, b: 2 }', RANGE_TOKENS],
  ['frames: 1, 5', [`1 ${EMBEDDED} ${NUMBER}`, `, ${EMBEDDED} ${COMMA}`, `5 ${EMBEDDED} ${NUMBER}`]],
  ["frames: '1'", [`1 string.quoted.single ${EMBEDDED} ${NUMBER}`]],
  ['frames: "1"', [`1 string.quoted.double ${EMBEDDED} ${NUMBER}`]],
  ['frames: all', []],
  ['frames: 10 of them', []],
  ['keyframes: 1-9', []],
  ['# frames: 1-9', []],
  ['note: "frames: 1-9"', []],
  ['note: "our frames: 1-9"', []],
  ['note: |\n    frames: 1-9', []],
])('in YAML: %j', async (text, expected) => {
  const found = colours(await CompGrammar.load('source.yaml', YAML), text);
  expect(found.filter((it) => it.includes(EMBEDDED))).toEqual(expected);
  if (expected.length > 0) expect(found.some((it) => /^frame\S* entity\.name\.tag$/.test(it))).toBe(true);
  if (text.includes('b: 2')) expect(found).toContain(`b ${KEY}`);
});

/** The parts of VS Code's grammar of JSON that matter here. */
const JSON_GRAMMAR = {
  'source.json': {
    scopeName: 'source.json',
    patterns: [
      {
        name: 'string.quoted.double.json',
        begin: '"',
        end: '"',
        patterns: [{ name: 'constant.character.escape.json', match: '\\\\.' }],
      },
    ],
  },
};

test.each<[scope: string, text: string, isColoured: boolean]>([
  ['source.json', '{ "frame_range": "1-9" }', true],
  ['source.json', '{"frames":"1-9"}', true],
  ['source.json', '{ "frame-range" : "1-9" }', true],
  ['source.json', '{ "name": "1-9" }', false],
  ['source.json', '{ "frames": 19 }', false],
  ['source.fusion-comp', 'CustomData = { frames = "1-9" }', true],
  ['source.fusion-comp', 'CustomData = { ["frame-range"] = "1-9" }', true],
  ['source.fusion-comp', 'CustomData = { name = "1-9" }', false],
])('in %s: %s', async (scope, text, isColoured) => {
  const found = colours(await CompGrammar.load(scope, JSON_GRAMMAR), text).filter((it) => it.includes(EMBEDDED));
  const expected = RANGE_TOKENS.map((it) => it.replace(EMBEDDED, `string.quoted.double ${EMBEDDED}`));
  expect(found).toEqual(isColoured ? expected : []);
});
