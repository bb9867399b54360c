import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompLexer } from '../../../../server/formats/comp/lexer.ts';
import type { Comp, Scope } from '../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import { generatedComp, generatedSetting } from '../../../bench/generated-comp.ts';
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

/** The least share of the tools, from 0 to 1, that is found after any accident. */
const LEAST = 0.95;

/** Groups in groups; keys that are no names; braces on lines of their own; all on one line. */
const NESTED = [
  `{
	Tools = ordered() {
		Rig = MacroOperator {
			Inputs = ordered() {
				Input1 = InstanceInput {
					SourceOp = "Blur1",
					Source = "Input",
				},
			},
			Tools = ordered() {
				["目パチ"] = GroupOperator {
					Tools = ordered() {
						["Blur 1"] = Blur {
							Inputs = { ["In.Size"] = Input { Value = 5, }, },
						},
						Fuse1 = Fuse.Wireless {
							Inputs = { Blend = Input { Value = 1, }, },
						},
					},
				},
			},
		},
	},
	ActiveTool = "Rig"
}
`,
  '{\n\tTools = ordered()\n\t{\n\t\tA = Blur\n\t\t{\n\t\t\tX = 1\n\t\t},\n\t\tB = Merge\n\t\t{\n\t\t}\n\t}\n}\n',
];

/**
 * The tools of a comp by the names that lead to them. What happens to the name or type of a tool is no fault of the reader,
 * so one whose head is hit by `accident` is left out, and in the names of its members it is `?`.
 */
function pathsOf(comp: Comp, accident: TextRange): string[] {
  const paths: string[] = [];
  const visit = (scope: Scope, before: string): void => {
    for (const { name, nameRange, idRange, table, nested } of scope.tools) {
      const headEnd = table.open === -1 ? idRange.end + 2 : table.open;
      const isHit = nameRange.start - 2 <= accident.end && accident.start <= headEnd;
      const path = `${before}/${isHit ? '?' : name}`;
      if (!isHit) paths.push(path);
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

/** A text after an accident, and the share of its tools that are where they were. */
interface Outcome {
  readonly share: number;
  /** The text around the accident. */
  readonly place: string;
}

/** What an accident to one token of a text leads to; undefined where it does not befall that token. */
function outcomeOf(text: string, comp: Comp, tokens: readonly IToken[], at: number, accident: Accident) {
  const token = tokens[at];
  const image = token && accident(token, tokens[at - 1]);
  if (token === undefined || image === undefined) return undefined;
  const start = token.startOffset;
  const end = start + token.image.length;
  const after = parseComp(text.slice(0, start) + image + text.slice(end));
  const share = shareKept(pathsOf(comp, { start, end }), pathsOf(after, { start, end: start + image.length }));
  return { share, place: `${text.slice(start - 40, start)}«${token.image}»${text.slice(end, end + 40)}` } as Outcome;
}

/** So many tokens of a text are hit, in even steps. */
const PLACES = fuzzRuns(30);

const SMALL = 60_000;

const made = [generatedComp(2_000), generatedComp(20_000), generatedSetting(6_000), ...NESTED];
const real = corpusFiles.map(readCorpus).filter((text) => text.length < SMALL);

describe('after an accident to one token the tools are where they were', { timeout: FUZZ_TIMEOUT }, () => {
  test.each(Object.entries(ACCIDENTS))('%s, anywhere in made and real texts', (_what, accident) => {
    const bad: Outcome[] = [];
    for (const text of [...made, ...real]) {
      const { tokens } = lexer.tokenize(text);
      const comp = parseComp(text);
      // The heads of small texts are hit one and all.
      const step = text.length < 1_000 ? 1 : Math.max(1, Math.floor(tokens.length / PLACES));
      for (let at = 0; at < tokens.length; at += at < 40 ? 1 : step) {
        const outcome = outcomeOf(text, comp, tokens, at, accident);
        if (outcome !== undefined && outcome.share < LEAST) bad.push(outcome);
      }
    }
    expect(bad).toEqual([]);
  });

  test.each(Object.entries(ACCIDENTS))('%s, in any text', (_what, accident) => {
    fc.assert(
      // Every token is as likely as any other.
      fc.property(compText, fc.noBias(fc.nat()), (text, at) => {
        const { tokens } = lexer.tokenize(text);
        const outcome = outcomeOf(text, parseComp(text), tokens, at % tokens.length, accident);
        expect(outcome?.share ?? 1).toBeGreaterThanOrEqual(LEAST);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
