import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompLexer } from '../../../../server/formats/comp/lexer.ts';
import type { Comp, Scope } from '../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { generatedComp } from '../../../bench/generated-comp.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { corpusFiles, readCorpus } from '../../language/corpus.ts';
import { compText } from './generate-comp.ts';

/** What an accident does to one token: what stands in its place, or undefined where it does not befall this token. */
type Accident = (token: IToken, before: IToken | undefined) => string | undefined;

const isBrace = ({ image }: IToken): boolean => image === '{' || image === '}';
const isLiteral = ({ image }: IToken): boolean => /^["'\d-]|^(?:true|false)$/.test(image);

const ACCIDENTS: Readonly<Record<string, Accident>> = {
  'a token deleted': () => '',
  'a token doubled': ({ image }) => `${image} ${image}`,
  'a value missing': (token, before) => (before?.image === '=' && isLiteral(token) ? '' : undefined),
  'a brace missing': (token) => (isBrace(token) ? '' : undefined),
  'a brace too many': (token) => (isBrace(token) ? `${token.image}${token.image}` : undefined),
  'a string not closed': ({ image }) => (/^["']/.test(image) ? image.slice(0, -1) : undefined),
};

const lexer = new CompLexer();

/** The tools of a comp by the names that lead to them. */
function pathsOf(comp: Comp): string[] {
  const paths: string[] = [];
  const visit = (scope: Scope, before: string): void => {
    for (const { name, nested } of scope.tools) {
      const path = `${before}/${name}`;
      paths.push(path);
      if (nested !== undefined) visit(nested, path);
    }
  };
  visit(comp.flow, '');
  return paths;
}

/** The share of the tools, from 0 to 1, that are where they were. */
function shareKept(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const path of after) left.set(path, (left.get(path) ?? 0) + 1);
  let kept = 0;
  for (const path of before) {
    const count = left.get(path) ?? 0;
    if (count > 0) kept += 1;
    left.set(path, count - 1);
  }
  return before.length === 0 ? 1 : kept / before.length;
}

/** The text after an accident at the first token from `at` on that it can befall. */
function damaged(text: string, accident: Accident, at: number): string {
  const { tokens } = lexer.tokenize(text);
  for (let index = 0; index < tokens.length; index += 1) {
    const place = (at + index) % tokens.length;
    const token = tokens[place];
    const image = token && accident(token, tokens[place - 1]);
    if (token === undefined || image === undefined) continue;
    return text.slice(0, token.startOffset) + image + text.slice(token.startOffset + token.image.length);
  }
  return text;
}

const texts = fc.oneof(
  compText,
  fc.constantFrom(generatedComp(2_000), generatedComp(20_000)),
  ...(corpusFiles.length === 0 ? [] : [{ weight: 4, arbitrary: fc.constantFrom(...corpusFiles).map(readCorpus) }]),
);

describe('after an accident to one token the tools are where they were', { timeout: FUZZ_TIMEOUT }, () => {
  test.each(Object.entries(ACCIDENTS))('%s', (what, accident) => {
    const shares: number[] = [];
    fc.assert(
      // Every token is as likely as any other.
      fc.property(texts, fc.noBias(fc.nat()), (text, at) => {
        const after = parseComp(damaged(text, accident, at));
        shares.push(shareKept(pathsOf(parseComp(text)), pathsOf(after)));
      }),
      { numRuns: fuzzRuns(300) },
    );
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const few = shares.filter((share) => share < 0.95).length;
    console.info(
      `${what}: ${(100 * mean).toFixed(2)} % of the tools kept; less than 95 % after ${few} of ${shares.length}`,
    );
    expect(mean).toBeGreaterThan(0.95);
  });
});
