import type { CST } from 'yaml';
import type { TextRange } from '../text/range.ts';

/** What a document holds besides its values, each list in the order of the text. */
export interface SourceTokens {
  /** `&name`. */
  readonly anchors: readonly TextRange[];
  /** From `#` to the end of the line. */
  readonly comments: readonly TextRange[];
  /** The lines `---` and `...`, and directives. */
  readonly marks: readonly TextRange[];
  /** Where lists and maps begin to be nested deeper than is read; absent where they are not. */
  readonly tooDeep: number | undefined;
}

/** Lists and maps are read down to this depth: what reads them calls itself for each. */
const DEEPEST = 200;

interface Open {
  readonly part: Part;
  readonly depth: number;
}

type Part = CST.Token | CST.SourceToken | CST.CollectionItem;

/** Gathers the tokens that no value is made of. */
export function sourceTokens(tokens: readonly CST.Token[]): SourceTokens {
  const anchors: TextRange[] = [];
  const comments: TextRange[] = [];
  const marks: TextRange[] = [];
  const add = (token: { readonly type: string; readonly offset: number; readonly source: string }): void => {
    const range = { start: token.offset, end: token.offset + token.source.length };
    if (token.type === 'anchor') anchors.push(range);
    else if (token.type === 'comment') comments.push(range);
    else if (token.type === 'doc-start' || token.type === 'doc-end' || token.type === 'directive') marks.push(range);
  };
  // Texts may be nested without end, so there is a list of what is still to do in the place of calls.
  const open: Open[] = tokens.map((part) => ({ part, depth: 0 })).reverse();
  let tooDeep: number | undefined;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, depth } = next;
    if ('source' in part && typeof part.source === 'string') add(part);
    if (depth > DEEPEST && 'offset' in part) tooDeep ??= part.offset;
    const isNested = 'items' in part;
    const inside = partsOf(part);
    for (let at = inside.length - 1; at >= 0; at -= 1) {
      const inner = inside[at];
      if (inner !== undefined) open.push({ part: inner, depth: isNested ? depth + 1 : depth });
    }
  }
  return { anchors, comments, marks, tooDeep };
}

function partsOf(part: Part): readonly Part[] {
  if (!('type' in part)) {
    return [...part.start, ...(part.key ? [part.key] : []), ...(part.sep ?? []), ...(part.value ? [part.value] : [])];
  }
  switch (part.type) {
    case 'document':
      return [...part.start, ...(part.value ? [part.value] : []), ...(part.end ?? [])];
    case 'block-map':
    case 'block-seq':
      return part.items;
    case 'flow-collection':
      return [part.start, ...part.items, ...part.end];
    case 'block-scalar':
      return part.props;
    case 'doc-end':
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return part.end ?? [];
    default:
      return [];
  }
}
