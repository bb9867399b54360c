import type { TextRange } from '../../formats/text/range.ts';
import type { OutlineKind } from '../language-support.ts';

/** One member of the hierarchy of what feeds what. */
export interface HierarchyItem {
  /** The names that lead to it, from the outermost to its own; it is found by them in later versions too. */
  readonly path: readonly string[];
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  /** The whole of it. */
  readonly range: TextRange;
  /** Its name, inside `range`. */
  readonly nameRange: TextRange;
}

/** A neighbour in the hierarchy. */
export interface HierarchyLink {
  readonly item: HierarchyItem;
  /** Where the document says that the two are connected. */
  readonly mentions: readonly TextRange[];
}
