import type { Occurrence } from '../language-support.ts';
import type { CompIndex } from './comp-index.ts';

/** The name and every mention of the tool that is named or mentioned at `offset`, in document order. */
export function occurrencesAt(index: CompIndex, offset: number): readonly Occurrence[] {
  const tool = index.toolAt(offset);
  if (tool === undefined) return [];
  const mentions = index.mentionsOf(tool).map(({ reference }) => ({ range: reference.range, declaration: false }));
  return [{ range: tool.nameRange, declaration: true }, ...mentions].sort((a, b) => a.range.start - b.range.start);
}
