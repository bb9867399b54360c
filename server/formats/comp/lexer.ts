import { type IToken, Lexer } from 'chevrotain';
import { FAULTS, TOKEN_TYPES } from './tokens.ts';

/** What a text consists of: offsets are UTF-16 code units, comments and blanks are left out. */
export interface LexedComp {
  readonly tokens: readonly IToken[];
  /** What cannot stand in a table at all: NULs, unknown characters, comments that never end. */
  readonly faults: readonly IToken[];
}

/** Splits the text of a comp or setting into tokens. It accepts every text; the work grows with its length. */
export class CompLexer {
  readonly #lexer = new Lexer([...TOKEN_TYPES], { positionTracking: 'onlyOffset', ensureOptimizations: true });

  /** Never fails; what is no token is among the faults. */
  tokenize(text: string): LexedComp {
    const { tokens, groups } = this.#lexer.tokenize(text);
    return { tokens, faults: groups[FAULTS] ?? [] };
  }
}
