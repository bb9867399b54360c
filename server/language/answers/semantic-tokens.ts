import type { TextRange } from '../../formats/text/range.ts';

/** What a word stands for, from which a client chooses its colour. */
export type WordKind =
  | 'group'
  | 'tool'
  | 'tool-kind'
  | 'input'
  | 'choice'
  | 'variable'
  | 'function'
  | 'keyword'
  | 'number'
  | 'string'
  | 'comment';

/** What else is to be said of a word: it is where the thing is defined, the thing is locked, it is disabled. */
export type WordTrait = 'declaration' | 'locked' | 'disabled';

/** A word whose meaning is known. */
export interface MeaningfulWord {
  readonly range: TextRange;
  readonly kind: WordKind;
  readonly traits: readonly WordTrait[];
}
