import type { TextEdit, TextRange } from '../../formats/text/range.ts';

/** A name that can be given another. */
export interface RenameTarget {
  /** The name under the cursor. */
  readonly range: TextRange;
  readonly name: string;
}

/** What giving something another name changes in the document, or why it cannot have that name. */
export type RenameOutcome = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };
