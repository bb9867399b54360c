import type { Comp } from '../../formats/comp/model.ts';
import { globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { frameCount } from './hints/frame-count.ts';

/** What the comp at hand says to a field of its composition: how many frames, how many tools. */
export function compositionLines(comp: Comp, field: string): readonly string[] {
  switch (field) {
    case 'RenderRange':
      return framesLine(renderRange(comp));
    case 'GlobalRange':
      return framesLine(globalRange(comp));
    case 'Tools':
      return [`In this comp: ${comp.tools.length}, ${comp.flow.tools.length} of them outside of groups`];
    case 'LockedTools':
      return [`In this comp: ${comp.tools.filter(({ locked }) => locked).length}`];
    case 'DisabledTools':
      return [`In this comp: ${comp.tools.filter(({ passThrough }) => passThrough).length}`];
    default:
      return [];
  }
}

function framesLine(range: ReturnType<typeof renderRange>): readonly string[] {
  const count = range && frameCount(range.first, range.last);
  return count === undefined ? [] : [`In this comp: ${count}`];
}
