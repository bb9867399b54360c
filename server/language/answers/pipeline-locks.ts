import type { TextEdit } from '../../formats/text/range.ts';

/** What locks the Savers by which the pipeline renders. */
export interface PipelineLocks {
  readonly edits: readonly TextEdit[];
  /** The names of the Savers that the edits lock, in document order. */
  readonly locked: readonly string[];
  /** Those of the Savers that are locked as it is. */
  readonly already: readonly string[];
}
