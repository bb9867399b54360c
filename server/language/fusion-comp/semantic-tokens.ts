import { escapedOffsets } from '../../formats/comp/expressions/escaped-offsets.ts';
import { type ExpressionTokenKind, expressionTokens } from '../../formats/comp/expressions/expression-tokens.ts';
import type { Comp, Input, ToolBody, ToolReference } from '../../formats/comp/model.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { unescapeQuoted } from '../../formats/comp/quoted-string.ts';
import { toolsIn } from '../../formats/comp/tool-at.ts';
import { shiftRange, type TextRange } from '../../formats/text/range.ts';
import type { MeaningfulWord, WordKind, WordTrait } from '../answers/semantic-tokens.ts';
import type { Pausing } from '../pausing.ts';

/** A word as the text of its tool tells it. */
interface WordOfTool extends MeaningfulWord {
  /** The tool that the word mentions: without it in the comp the word has no meaning. */
  readonly mentions?: string;
}

/** The words of a comp: names of tools and of what they are, inputs, mentions, choices, and those of expressions. */
export class CompWords {
  readonly #perTool = new PerTool<WordOfTool>(wordsOfTool, (word, move) => ({
    ...word,
    range: shiftRange(word.range, move),
  }));

  /** Every word, tool by tool: those of a group that stand after its members come before theirs. */
  *of(comp: Comp): Pausing<MeaningfulWord> {
    for (const word of this.#perTool.of(comp)) {
      yield word !== undefined && isMeaningful(comp, word) ? word : undefined;
    }
  }

  /** The words of the tools that reach into a stretch of the text, as far as they stand there. */
  *in(comp: Comp, range: TextRange): Pausing<MeaningfulWord> {
    for (const tool of toolsIn(comp, range)) {
      for (const word of this.#perTool.ofTool(comp, tool)) {
        const isInside = word.range.start < range.end && range.start < word.range.end;
        if (isInside && isMeaningful(comp, word)) yield word;
      }
      yield undefined;
    }
  }
}

function isMeaningful(comp: Comp, { mentions }: WordOfTool): boolean {
  return mentions === undefined || comp.toolsByName.has(mentions);
}

const GROUPS: ReadonlySet<string> = new Set(['GroupOperator', 'MacroOperator']);

function* wordsOfTool(tool: ToolBody, text: string): Generator<WordOfTool> {
  const traits: WordTrait[] = ['declaration'];
  if (tool.locked) traits.push('locked');
  if (tool.passThrough) traits.push('disabled');
  yield { range: tool.nameRange, kind: GROUPS.has(tool.id) ? 'group' : 'tool', traits };
  if (tool.id !== '') yield word(tool.idRange, 'tool-kind');
  if (tool.instanceOf !== undefined) yield mention(tool.instanceOf);
  const inputs = new Set(tool.inputs.map((input) => input.name));
  for (const input of tool.inputs) {
    yield word(input.nameRange, 'input');
    if (input.source !== undefined) yield mention(input.source);
    yield* choiceOf(input);
    if (input.expressionRange !== undefined) yield* wordsOfExpression(text, input.expressionRange, inputs);
  }
  for (const output of tool.outputs) {
    yield word(output.nameRange, 'input');
    if (output.source !== undefined) yield mention(output.source);
  }
}

function word(range: TextRange, kind: WordKind): WordOfTool {
  return { range, kind, traits: [] };
}

function mention({ name, range }: ToolReference): WordOfTool {
  return { range, kind: 'tool', traits: [], mentions: name };
}

/** The choice in `Value = FuID { "OpenEXRFormat" }`. */
function* choiceOf({ value }: Input): Generator<WordOfTool> {
  if (value?.kind !== 'table' || value.constructorName !== 'FuID') return;
  const chosen = value.entries[0]?.value;
  if (chosen?.kind === 'string') yield word(chosen.contentRange, 'choice');
}

/** The kinds of words in expressions; operators are left to look as the string around them. */
const EXPRESSION_KINDS: ReadonlyMap<ExpressionTokenKind, WordKind> = new Map([
  ['keyword', 'keyword'],
  ['constant', 'keyword'],
  ['function', 'function'],
  ['number', 'number'],
  ['string', 'string'],
  ['comment', 'comment'],
  ['tool', 'tool'],
  ['property', 'input'],
  ['input', 'input'],
  ['variable', 'variable'],
]);

/** What is accessed in an expression is an input of the tool itself, or else another tool. */
function* wordsOfExpression(text: string, content: TextRange, inputs: ReadonlySet<string>): Generator<WordOfTool> {
  const escaped = text.slice(content.start, content.end);
  const source = unescapeQuoted(escaped);
  const inText = escapedOffsets(escaped);
  for (const { kind, start, end } of expressionTokens(source)) {
    const known = EXPRESSION_KINDS.get(kind);
    if (known === undefined) continue;
    const range = { start: content.start + inText(start), end: content.start + inText(end) };
    const name = source.slice(start, end);
    if (kind !== 'tool') yield word(range, known);
    else yield inputs.has(name) ? word(range, 'input') : mention({ name, range });
  }
}
