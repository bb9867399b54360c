import type { TextRange } from '../../formats/text/range.ts';

/** Words that name a file outside of the document. */
export interface FileLink {
  readonly range: TextRange;
  /** The absolute path they stand for; of a sequence, that of one file of it. Nothing needs to be there. */
  readonly path: string;
}
