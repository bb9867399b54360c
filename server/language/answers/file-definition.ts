import type { PlaceInText } from '../../formats/text/place-in-text.ts';
import type { TextRange } from '../../formats/text/range.ts';

/** The way from words of a document to a file, or to a place in it. */
export interface FileDefinition {
  /** The words under the cursor that mean it. */
  readonly origin: TextRange;
  /** The file; absolute. */
  readonly path: string;
  /** The words in it; the beginning of the file where it is meant as a whole. */
  readonly from: PlaceInText;
  readonly to: PlaceInText;
}
