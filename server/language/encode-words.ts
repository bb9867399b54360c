import { SemanticTokenModifiers, type SemanticTokensLegend, SemanticTokenTypes } from 'vscode-languageserver';
import type { MeaningfulWord, WordKind, WordTrait } from './answers/semantic-tokens.ts';
import type { OpenDocument } from './open-document.ts';
import type { Pausing } from './pausing.ts';

/** The standard type of each kind, since every theme has a colour for those. */
const TYPES: Readonly<Record<WordKind, SemanticTokenTypes>> = {
  group: SemanticTokenTypes.class,
  tool: SemanticTokenTypes.variable,
  'tool-kind': SemanticTokenTypes.type,
  input: SemanticTokenTypes.property,
  choice: SemanticTokenTypes.enumMember,
  variable: SemanticTokenTypes.parameter,
  function: SemanticTokenTypes.function,
  keyword: SemanticTokenTypes.keyword,
  number: SemanticTokenTypes.number,
  string: SemanticTokenTypes.string,
  comment: SemanticTokenTypes.comment,
};

const MODIFIERS: Readonly<Record<WordTrait, SemanticTokenModifiers>> = {
  declaration: SemanticTokenModifiers.declaration,
  locked: SemanticTokenModifiers.readonly,
  disabled: SemanticTokenModifiers.deprecated,
};

/** What the numbers of encoded words stand for. */
export const WORD_LEGEND: SemanticTokensLegend = {
  tokenTypes: Object.values(TYPES),
  tokenModifiers: Object.values(MODIFIERS),
};

/** Numbers that make up one word. */
export const NUMBERS_OF_WORD = 5;

/**
 * Appends words to `data` as the protocol has them: five numbers each, the place relative to the word before. What
 * overlaps the word before, or goes over several lines, is left out. There is a pause after each word.
 */
export function* encodeWords(
  document: OpenDocument,
  words: readonly MeaningfulWord[],
  data: number[],
): Pausing<undefined> {
  let line = 0;
  let character = 0;
  let done = 0;
  for (const { range, kind, traits } of words.toSorted((a, b) => a.range.start - b.range.start)) {
    const { start, end } = document.rangeOf(range);
    if (range.start < done || range.end === range.start || start.line !== end.line) continue;
    data.push(start.line - line, start.line === line ? start.character - character : start.character);
    data.push(end.character - start.character, WORD_LEGEND.tokenTypes.indexOf(TYPES[kind]), bitsOf(traits));
    ({ line, character } = start);
    done = range.end;
    yield undefined;
  }
}

function bitsOf(traits: readonly WordTrait[]): number {
  return traits.reduce((bits, trait) => bits | (1 << WORD_LEGEND.tokenModifiers.indexOf(MODIFIERS[trait])), 0);
}
