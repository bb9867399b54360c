import { formatComp } from '../../../../../server/formats/comp/format/format-comp.ts';
import { CompLexer } from '../../../../../server/formats/comp/lexer.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../../server/formats/text/apply-edits.ts';
import type { TextEdit, TextRange } from '../../../../../server/formats/text/range.ts';

const lexer = new CompLexer();

/** The edits that formatting a text makes. */
export function editsOf(text: string, range?: TextRange, indent = '    '): TextEdit[] {
  return Array.from(formatComp(parseComp(text), indent, range)).filter((edit) => edit !== undefined);
}

/** A text after formatting. */
export function formatted(text: string, range?: TextRange, indent?: string): string {
  return applyEdits(text, editsOf(text, range, indent));
}

/** The tokens of a text, and all of it that is no white space. */
export function wordsOf(text: string): { readonly tokens: readonly string[]; readonly ink: string } {
  return { tokens: lexer.tokenize(text).tokens.map((token) => token.image), ink: text.replace(/\s+/g, '') };
}
