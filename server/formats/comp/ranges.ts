import type { TextRange } from '../text/range.ts';
import type { Comp } from './model.ts';
import { numberOf, tableNamed } from './table-access.ts';

/** A stretch of frames as a composition writes it, `{ 1001, 1048 }`, both ends included. */
export interface CompFrames {
  readonly first: number;
  readonly last: number;
  /** The table between the braces, with them. */
  readonly range: TextRange;
}

/** The frames that a render of the composition makes; absent in a setting. */
export function renderRange(comp: Comp): CompFrames | undefined {
  return framesNamed(comp, 'RenderRange');
}

/** The frames that the composition has at all; absent in a setting. */
export function globalRange(comp: Comp): CompFrames | undefined {
  return framesNamed(comp, 'GlobalRange');
}

function framesNamed(comp: Comp, name: string): CompFrames | undefined {
  const table = comp.root && tableNamed(comp.root, name);
  if (table === undefined) return undefined;
  const first = numberOf(table.entries[0]?.value);
  const last = numberOf(table.entries[1]?.value);
  if (first === undefined || last === undefined) return undefined;
  return { first, last, range: { start: table.start, end: table.end } };
}
