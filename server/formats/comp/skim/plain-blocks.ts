import type { Entry } from '../read/entry.ts';
import type { BlockPlace } from './comp-block.ts';

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;

/** Where a tool of a text stands as a block; undefined where something stands before it on its line. */
export function placeOfTool(text: string, tool: Entry): BlockPlace | undefined {
  let start = tool.start;
  while (isIndent(text.charCodeAt(start - 1))) start -= 1;
  if (start > 0 && text.charCodeAt(start - 1) !== LINE_FEED) return undefined;
  const lineEnd = text.indexOf('\n', tool.end);
  const reach = (lineEnd === -1 ? text.length : lineEnd) + 1 - start;
  return { start, length: tool.end - start, reach, indent: tool.start - start };
}

function isIndent(code: number): boolean {
  return code === SPACE || code === TAB;
}
