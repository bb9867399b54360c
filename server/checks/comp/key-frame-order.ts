import type { EntryNode, TableNode } from '../../formats/comp/nodes.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { ToolCheck } from '../check.ts';

/** The keys of an animation curve do not stand in the order of time. Two keys on one frame are `duplicate-key`. */
export const keyFrameOrder: ToolCheck = {
  code: 'key-frame-order',
  title: 'The key frames of a curve are not in the order of time.',
  defaultSeverity: 'warning',
  ids: new Set(['BezierSpline', 'LUTBezier']),
  *run(tool, text) {
    const keys = tableNamed(tool.table, 'KeyFrames');
    if (keys === undefined) return;
    let latest: EntryNode | undefined;
    for (const entry of keys.entries) {
      if (entry.key?.kind !== 'number') continue;
      if (latest === undefined || frameOf(entry) >= frameOf(latest)) {
        latest = entry;
        continue;
      }
      yield {
        message: `The key at frame ${entry.key.name} of ${tool.name} stands behind the one at ${latest.key?.name}.`,
        range: { start: entry.key.start, end: entry.key.end },
        fixes: [{ title: `Sort the keys of ${tool.name}`, edits: sorted(keys, text), preferred: true }],
      };
      return;
    }
  },
};

function frameOf(entry: EntryNode): number {
  return Number(entry.key?.name);
}

/** Writes the keys into each other's places, so that commas and lines stay as they are. */
function sorted(keys: TableNode, text: string): readonly TextEdit[] {
  const places = keys.entries.filter((entry) => entry.key?.kind === 'number');
  const inOrder = [...places].sort((a, b) => frameOf(a) - frameOf(b));
  const edits: TextEdit[] = [];
  for (const [index, place] of places.entries()) {
    const entry = inOrder[index];
    if (entry === undefined || entry === place) continue;
    edits.push({ range: { start: place.start, end: place.end }, newText: text.slice(entry.start, entry.end) });
  }
  return edits;
}
