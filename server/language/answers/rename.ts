import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import type { Pausing } from '../pausing.ts';

/** A name that can be given another. */
export interface RenameTarget {
  /** The name under the cursor. */
  readonly range: TextRange;
  readonly name: string;
}

/** What giving something another name changes in the document, or why it cannot have that name. */
export type RenameOutcome = { readonly edits: Pausing<TextEdit> } | { readonly refusal: string };
