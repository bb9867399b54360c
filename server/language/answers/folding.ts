import type { TextRange } from '../../formats/text/range.ts';

/**
 * A stretch of a document that can be folded away: what stands between the marks that open and close a table, the lines
 * of a block after its first one, or a comment.
 */
export interface Fold extends TextRange {
  readonly kind: 'table' | 'block' | 'comment';
  /** How many others it is in, or more; where there are too many, the deepest are left out. */
  readonly depth: number;
}
