import type { IToken, TokenType } from 'chevrotain';
import type { TextRange } from '../../text/range.ts';
import {
  endOf,
  LuaConstant,
  LuaKeyword,
  LuaLongString,
  LuaName,
  LuaNumber,
  LuaOperator,
  LuaString,
  lexLua,
} from './lua-lexer.ts';
import { type NameRole, rolesOfNames } from './name-uses.ts';

/**
 * What a stretch of an expression or script is, for its colour. `tool` is the head of an access, `property` what
 * follows it, `input` a name by itself, `variable` a local or a name known everywhere (`time`, `self`, `comp`).
 */
export type ExpressionTokenKind =
  | 'keyword'
  | 'constant'
  | 'function'
  | 'number'
  | 'string'
  | 'comment'
  | 'tool'
  | 'property'
  | 'input'
  | 'variable'
  | 'operator';

/** A coloured stretch of an expression; offsets are those of the text it was read from. */
export interface ExpressionToken extends TextRange {
  readonly kind: ExpressionTokenKind;
}

const KINDS: ReadonlyMap<TokenType, ExpressionTokenKind> = new Map([
  [LuaKeyword, 'keyword'],
  [LuaConstant, 'constant'],
  [LuaNumber, 'number'],
  [LuaString, 'string'],
  [LuaLongString, 'string'],
  [LuaOperator, 'operator'],
]);

const NAME_KINDS: Readonly<Record<NameRole, ExpressionTokenKind>> = {
  head: 'tool',
  field: 'property',
  method: 'function',
  call: 'function',
  key: 'property',
  variable: 'variable',
  global: 'variable',
  bare: 'input',
};

/** What is to be coloured in an expression or script, in the order of the text, comments too; nothing overlaps. */
export function expressionTokens(source: string): readonly ExpressionToken[] {
  const { tokens, comments } = lexLua(source);
  const roles = rolesOfNames(tokens);
  const coloured: ExpressionToken[] = comments.map((comment) => ({ kind: 'comment', ...rangeOf(comment) }));
  tokens.forEach((token, at) => {
    const role = token.tokenType === LuaName ? roles[at] : undefined;
    const kind = role === undefined ? KINDS.get(token.tokenType) : NAME_KINDS[role];
    if (kind !== undefined) coloured.push({ kind, ...rangeOf(token) });
  });
  return comments.length === 0 ? coloured : coloured.sort((a, b) => a.start - b.start);
}

function rangeOf(token: IToken): TextRange {
  return { start: token.startOffset, end: endOf(token) };
}
