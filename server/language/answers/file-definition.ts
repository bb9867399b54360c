import type { TextPosition } from '../../formats/text/document-text.ts';
import type { TextRange } from '../../formats/text/range.ts';

/** The way from words of a document to a file, or to a place in it. */
export interface FileDefinition {
  /** The words under the cursor that mean it. */
  readonly origin: TextRange;
  /** The file; absolute. */
  readonly path: string;
  /** The words in it; the beginning of the file where it is meant as a whole. */
  readonly from: TextPosition;
  readonly to: TextPosition;
}
