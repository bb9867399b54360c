import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { EntryNode, TableNode, ValueNode } from '../../formats/comp/nodes.ts';
import { toolAt } from '../../formats/comp/tool-at.ts';
import type { TextRange } from '../../formats/text/range.ts';

const WORD = /[\w\u0080-\uffff]+/g;

/**
 * The stretches around `offset` that make sense to select, each inside the next: word, string, value, entry, the inside
 * of its table, the table, and so on outwards to the composition.
 */
export function selectionsAt(comp: Comp, offset: number): readonly TextRange[] {
  const { root } = comp;
  if (root === undefined || !holds(root, offset)) return [];
  const outwards = [...new Stretches(comp, offset).in(root)].reverse();
  return outwards.filter((range, index) => !isSame(range, outwards[index + 1]));
}

/** The stretches that hold an offset, from the outermost on. */
class Stretches {
  readonly #comp: Comp;
  readonly #offset: number;
  /** The tools around the offset, the outermost last. */
  readonly #tools: Tool[] = [];

  constructor(comp: Comp, offset: number) {
    this.#comp = comp;
    this.#offset = offset;
    for (let tool = toolAt(comp, offset); tool !== undefined; tool = tool.scope.owner) this.#tools.push(tool);
  }

  *in(value: ValueNode): Generator<TextRange> {
    yield value;
    if (value.kind === 'table') yield* this.#inTable(value);
    if (value.kind === 'string' && this.#isIn(value.contentRange)) {
      yield value.contentRange;
      yield* this.#word(value.contentRange);
    }
  }

  *#inTable(table: TableNode): Generator<TextRange> {
    const { constructorRange, open, close, entries } = table;
    if (constructorRange !== undefined && this.#isIn(constructorRange)) yield constructorRange;
    if (open === -1 || this.#offset <= open || (close !== -1 && this.#offset > close)) return;
    yield* withBraces(table);
    yield* this.#betweenEnds(entries[0], entries.at(-1));
    const entry = entryAt(entries, this.#offset);
    if (entry !== undefined) yield* this.#inEntry(entry);
  }

  *#inEntry(entry: EntryNode): Generator<TextRange> {
    yield entry;
    const { key, value } = entry;
    if (key !== undefined && this.#isIn(key)) {
      yield key;
      if (this.#isIn(key.nameRange)) yield key.nameRange;
    } else if (value !== undefined && this.#isIn(value)) {
      if (key?.name === 'Tools' && value.kind === 'table' && this.#isAroundTool(value)) yield* this.#inTools(value);
      else yield* this.in(value);
    }
  }

  #isAroundTool(table: TableNode): boolean {
    const tool = this.#tools.at(-1);
    return tool !== undefined && table.start < tool.nameRange.start && tool.nameRange.end < table.end;
  }

  /** A `Tools` table may hold thousands of tools: only the one that matters is looked at. */
  *#inTools(table: TableNode): Generator<TextRange> {
    yield table;
    yield* withBraces(table);
    const tool = this.#tools.pop();
    if (tool === undefined) return;
    // Where something is wrong, tools of one scope may stand in several tables.
    const isHere = ({ nameRange }: Tool): boolean => table.start < nameRange.start && nameRange.end < table.end;
    const { tools } = tool.scope;
    yield* this.#betweenEnds(tools.find(isHere)?.entry, tools.findLast(isHere)?.entry);
    yield* this.#inEntry(tool.entry);
  }

  /** The inside of a table, from its first entry to its last. */
  *#betweenEnds(first: TextRange | undefined, last: TextRange | undefined): Generator<TextRange> {
    const inside = first !== undefined && last !== undefined ? { start: first.start, end: last.end } : undefined;
    if (inside !== undefined && this.#isIn(inside)) yield inside;
  }

  *#word(range: TextRange): Generator<TextRange> {
    for (const { index, 0: word } of this.#comp.slice(range.start, range.end).matchAll(WORD)) {
      const found = { start: range.start + index, end: range.start + index + word.length };
      if (this.#isIn(found)) return yield found;
    }
  }

  #isIn(range: TextRange): boolean {
    return holds(range, this.#offset);
  }
}

/** A table from its opening brace to its closing one, which may be missing; nothing where the opening one is. */
function* withBraces({ open, close, end }: TableNode): Generator<TextRange> {
  if (open !== -1) yield { start: open, end: close === -1 ? end : close + 1 };
}

/** The entry that holds `offset`; where two touch, the one that begins there. */
function entryAt(entries: readonly EntryNode[], offset: number): EntryNode | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low - 1];
  return entry !== undefined && holds(entry, offset) ? entry : undefined;
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function isSame(a: TextRange, b: TextRange | undefined): boolean {
  return b !== undefined && a.start === b.start && a.end === b.end;
}
