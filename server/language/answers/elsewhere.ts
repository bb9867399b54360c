import type { TextRange } from '../../formats/text/range.ts';
import type { LineStretch } from './file-facts.ts';

/** The way from words of a document to a place in another file. */
export interface FileDefinition {
  /** The words under the cursor that mean it. */
  readonly origin: TextRange;
  /** Absolute. */
  readonly file: string;
  readonly stretch: LineStretch;
}

/** An edit of another file. */
export interface FileEdit {
  /** Absolute. */
  readonly file: string;
  readonly stretch: LineStretch;
  readonly newText: string;
}
