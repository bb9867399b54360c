import type { TextRange } from '../../formats/text/range.ts';
import type { EditorCommand } from './refactorings.ts';

/** What a line above a part of a document is about. */
export type LensKind = 'publish' | 'folder' | 'version' | 'frames' | 'users';

/** A line above a part of a document, whose words are worked out when it comes into view. */
export interface CodeLens {
  readonly kind: LensKind;
  /** The name of the part. */
  readonly range: TextRange;
}

/** The words of a lens, and what a click on them does. */
export interface LensText {
  readonly title: string;
  readonly tooltip?: string;
  readonly command?: EditorCommand;
}
