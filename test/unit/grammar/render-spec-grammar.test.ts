import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { CompGrammar, type OtherGrammars } from './tokenize.ts';

/** As much of YAML as the colours of render specs depend on: what is a comment, and what a text in quotes. */
const SIMPLE_YAML: OtherGrammars = {
  'source.yaml': {
    scopeName: 'source.yaml',
    patterns: [
      { match: '#.*$', name: 'comment.line.number-sign' },
      { match: '"[^"]*"', name: 'string.quoted.double' },
    ],
  },
};

/** The grammars that VS Code has for YAML, where code-server is installed. */
const FOLDER = at('test', 'vscode', 'node_modules', 'code-server', 'lib', 'vscode', 'extensions', 'yaml', 'syntaxes');

function grammarsOfEditor(): OtherGrammars {
  const grammars = readdirSync(FOLDER).map((name): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
  return Object.fromEntries(
    grammars.flatMap((grammar) =>
      typeof grammar === 'object' && grammar !== null && 'scopeName' in grammar
        ? [[String(grammar.scopeName), grammar]]
        : [],
    ),
  );
}

const FORMAT = 'support.constant.format.render-spec';
const DESTINATION = 'support.constant.destination.render-spec';

const CASES: readonly (readonly [text: string, stretch: string, scope: string | undefined])[] = [
  ['    format: OpenEXRFormat', 'OpenEXRFormat', FORMAT],
  ['    format: QuickTimeMovies # mov', 'QuickTimeMovies', FORMAT],
  ['final: { format: PNGFormat, image_sequence: true }', 'PNGFormat', FORMAT],
  ['final: { image_sequence: true, format: PNGFormat }', 'PNGFormat', FORMAT],
  ['    export_dest: step', 'step', DESTINATION],
  ['    export_dest: elsewhere', 'elsewhere', undefined],
  ['    formats: OpenEXRFormat', 'OpenEXRFormat', undefined],
  ['    # format: OpenEXRFormat', 'OpenEXRFormat', undefined],
  ['    note: "format: OpenEXRFormat "', 'OpenEXRFormat', undefined],
];

describe.each([
  ['simple grammar of YAML', () => SIMPLE_YAML],
  ['grammar of the editor', grammarsOfEditor],
])('on the %s', (name, others) => {
  const isThere = name.startsWith('simple') || existsSync(FOLDER);
  let grammar: CompGrammar;
  beforeAll(async () => {
    if (isThere) grammar = await CompGrammar.load('source.render-spec', others());
  });

  test.skipIf(!isThere).each(CASES)('%j: %s', (text, stretch, scope) => {
    const found = grammar.colour(text).filter((coloured) => coloured.text.includes(stretch));
    expect(found.length).toBeGreaterThan(0);
    const ours = found.flatMap(({ scopes }) => scopes.split(' ')).filter((each) => each.startsWith('support.constant'));
    expect(ours.map((each) => each.replace('.render-spec', ''))).toEqual(
      scope === undefined ? [] : [scope.replace('.render-spec', '')],
    );
  });

  test.skipIf(name.startsWith('simple') || !isThere)('the rest has the colours of YAML', () => {
    const scopes = grammar
      .colour('fusion:\n  final: &f # c\n    format: OpenEXRFormat\n    image_sequence: true\n    n: 8\n')
      .map((coloured) => `${coloured.text} ${coloured.scopes}`);
    for (const [word, scope] of [
      ['fusion', 'entity.name.tag'],
      ['format', 'entity.name.tag'],
      ['image_sequence', 'entity.name.tag'],
      ['true', 'constant.language.boolean'],
      ['8', 'constant.numeric'],
    ]) {
      expect(scopes.some((each) => each.startsWith(`${word} `) && each.includes(scope ?? ''))).toBe(true);
    }
  });
});
