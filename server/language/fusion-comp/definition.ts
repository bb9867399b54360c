import type { Definition } from '../language-support.ts';
import type { CompIndex } from './comp-index.ts';

/** From a mention of a tool to the tool's name; from the name itself to itself. */
export function definitionAt(index: CompIndex, offset: number): Definition | undefined {
  const place = index.placeAt(offset);
  const tool = index.toolAt(offset);
  if (tool === undefined) return undefined;
  const origin = place?.kind === 'mention' ? place.mention.reference.range : tool.nameRange;
  return { origin, target: tool.entry, targetName: tool.nameRange };
}
