import type { TextEdit, TextRange } from '../../formats/text/range.ts';

/** What a suggestion stands for, from which a client chooses its icon. */
export type CompletionKind =
  | 'tool'
  | 'tool-kind'
  | 'input'
  | 'output'
  | 'field'
  | 'anchor'
  | 'choice'
  | 'value'
  | 'constructor'
  | 'path-map'
  | 'folder'
  | 'file';

/** A place in a suggested text where the user goes on typing. */
export interface TabStop {
  /** What stands there until then; the text is valid with it. */
  readonly placeholder: string;
}

/** A suggested text: as it is, and where the user goes on typing, in that order. */
export type InsertText = readonly (string | TabStop)[];

/** One suggestion. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words after the label: the value, the frames of a sequence. */
  readonly detail?: string;
  /** A few words at the right: what it is. */
  readonly description?: string;
  readonly insert: InsertText;
  /** What the typed word is compared with, where that is not the label. */
  readonly filter?: string;
  /** Characters that take this suggestion and are typed after it, each of which brings the next suggestions. */
  readonly commitWith?: readonly string[];
  /** Names what `describeCompletion` tells about; absent where there is nothing to tell. */
  readonly topic?: readonly string[];
}

/** The suggestions for a place in the text, the most useful first. */
export interface Completions {
  readonly items: readonly Completion[];
  /** The word at the cursor as far as it is typed, and with what of it follows the cursor. */
  readonly insertRange: TextRange;
  readonly replaceRange: TextRange;
  /** What each of them needs elsewhere in the text. */
  readonly otherEdits: readonly TextEdit[];
  /** There are more, which come when more is typed. */
  readonly isCut: boolean;
}
