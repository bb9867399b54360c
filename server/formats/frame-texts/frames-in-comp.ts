import type { Comp, ToolBody } from '../comp/model.ts';
import type { TableNode } from '../comp/nodes.ts';
import { PerTool } from '../comp/per-tool.ts';
import { quote } from '../comp/quoted-string.ts';
import { tableNamed, tableOf } from '../comp/table-access.ts';
import { FRAME_KEYS, FrameText, isOverLines, looksLikeFrames } from './frame-text.ts';

/** Tables in each other deeper than this nobody writes. */
const DEEPEST = 50;

/** Finds the frame texts of the versions of one comp: texts under the usual keys in `CustomData`, of the comp and of tools. */
export class FramesInComp {
  readonly #perTool = new PerTool<FrameText>(framesOfTool, (text, move) => text.shifted(move));

  /** Those of one version, in no order; `undefined` comes where the work may pause. */
  *of(comp: Comp): Generator<FrameText | undefined> {
    const customData = comp.root && tableNamed(comp.root, 'CustomData');
    if (customData !== undefined) yield* framesOfTable(customData);
    yield* this.#perTool.of(comp);
  }
}

function* framesOfTool(tool: ToolBody, text: string): Generator<FrameText> {
  // Most tools have no such table, and need not be read for it.
  if (!text.includes('CustomData')) return;
  const customData = tableNamed(tool.table, 'CustomData');
  if (customData !== undefined) yield* framesOfTable(customData);
}

function* framesOfTable(table: TableNode, depth = 0): Generator<FrameText> {
  for (const { key, value } of table.entries) {
    const inner = tableOf(value);
    if (inner !== undefined && depth < DEEPEST) yield* framesOfTable(inner, depth + 1);
    if (value?.kind !== 'string' || !FRAME_KEYS.has(key?.name ?? '') || !looksLikeFrames(value.value)) continue;
    if (isOverLines(value.value)) continue;
    const place = { range: value.contentRange, whole: { start: value.start, end: value.end }, write: quote };
    yield new FrameText(place, value.value);
  }
}
