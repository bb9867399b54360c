import type { Move } from '../text/range.ts';
import { CompTool } from './model/comp-tool.ts';
import type { Comp, ToolBody } from './model.ts';
import type { ToolFacts } from './read/tool-facts.ts';

/** Takes what was found in a tool's own text to where the tool stands: applies `move` to every offset of the item. */
export type Shift<Item> = (item: Item, move: Move) => Item;

/** What is known of the tools of one document. */
interface Known<Item> {
  /** The texts that were looked at. */
  readonly seen: Set<ToolFacts>;
  /** What was found in them; texts in which nothing is have no entry. */
  readonly items: Map<ToolFacts, readonly Item[]>;
  /** The tools that have something, in document order, for the flow with this list of edits after so many of them. */
  readonly tools: ToolBody[];
  readonly edited: readonly ToolBody[];
  edits: number;
}

const NOTHING: readonly never[] = [];

/** So many tools are passed over before there is a pause. */
const BETWEEN_PAUSES = 500;

/**
 * Something that the text of a tool alone decides, for every tool of a comp: links, colours, lenses. It is worked out
 * once for each text of a tool and moved along when text before the tool changes.
 */
export class PerTool<Item> {
  readonly #compute: (tool: ToolBody, text: string) => Iterable<Item>;
  readonly #shift: Shift<Item>;
  readonly #concerns: (tool: ToolBody) => boolean;
  readonly #known = new WeakMap<object, Known<Item>>();

  /**
   * All offsets in `compute`, those of the tool, the text and the items, are those of the text it is given. `concerns`
   * tells by what is known of a tool without its tables whether it may have anything: most of the tools need not be looked
   * into then.
   */
  constructor(
    compute: (tool: ToolBody, text: string) => Iterable<Item>,
    shift: Shift<Item>,
    concerns: (tool: ToolBody) => boolean = () => true,
  ) {
    this.#compute = compute;
    this.#shift = shift;
    this.#concerns = concerns;
  }

  /** What every tool has, tool by tool in document order. `undefined` comes where the work may pause. */
  *of(comp: Comp): Generator<Item | undefined> {
    for (const tool of yield* this.#toolsWithItems(comp)) {
      yield* this.ofTool(comp, tool);
      yield undefined;
    }
  }

  /** What one tool of the comp has. */
  *ofTool(comp: Comp, tool: ToolBody): Generator<Item> {
    if (!(tool instanceof CompTool)) {
      yield* this.#compute(tool, comp.text);
      return;
    }
    let known = this.#known.get(comp.document);
    if (known === undefined) {
      known = nothingKnown();
      this.#known.set(comp.document, known);
    }
    const items = this.#itemsOf(tool, known);
    if (items.length === 0) return;
    const { place } = tool;
    const { start } = place.extent;
    const move: Move = (offset) => place.absolute(start + offset);
    for (const item of items) yield this.#shift(item, move);
  }

  /** Most tools have nothing; those that have something are remembered, and after an edit one tool is asked again. */
  *#toolsWithItems(comp: Comp): Generator<undefined, readonly ToolBody[]> {
    const { edited } = comp;
    let known = this.#known.get(comp.document) ?? nothingKnown();
    if (known.edited !== edited) {
      known = yield* this.#lookAtAll(comp, known);
      this.#known.set(comp.document, known);
    }
    for (; known.edits < edited.length; known.edits += 1) {
      const tool = edited[known.edits];
      if (tool !== undefined) setMember(known.tools, tool, this.#hasItems(tool, known));
    }
    return known.tools;
  }

  /** Takes over what was known of texts that still stand. */
  *#lookAtAll(comp: Comp, before: Known<Item>): Generator<undefined, Known<Item>> {
    const known: Known<Item> = { ...nothingKnown<Item>(), edited: comp.edited, edits: comp.edited.length };
    let passed = 0;
    for (const tool of comp.tools) {
      passed += 1;
      if (!(tool instanceof CompTool)) known.tools.push(tool);
      else if (this.#concerns(tool)) {
        if (!takeOver(tool.facts, before, known)) passed = BETWEEN_PAUSES;
        if (this.#lookInto(tool, known).length > 0) known.tools.push(tool);
      }
      if (passed < BETWEEN_PAUSES) continue;
      passed = 0;
      yield undefined;
    }
    return known;
  }

  #hasItems(tool: ToolBody, known: Known<Item>): boolean {
    return !(tool instanceof CompTool) || this.#itemsOf(tool, known).length > 0;
  }

  #itemsOf(tool: CompTool, known: Known<Item>): readonly Item[] {
    return this.#concerns(tool) ? this.#lookInto(tool, known) : NOTHING;
  }

  #lookInto(tool: CompTool, { seen, items }: Known<Item>): readonly Item[] {
    const { facts } = tool;
    if (seen.has(facts)) return items.get(facts) ?? NOTHING;
    const own = tool.own;
    const computed = [...this.#compute(own.tool, own.text)];
    seen.add(facts);
    if (computed.length > 0) items.set(facts, computed);
    return computed;
  }
}

function nothingKnown<Item>(): Known<Item> {
  return { seen: new Set(), items: new Map(), tools: [], edited: NOTHING, edits: 0 };
}

/** Takes over what was found in a text; false where it was not looked at. */
function takeOver<Item>(facts: ToolFacts, before: Known<Item>, known: Known<Item>): boolean {
  if (!before.seen.has(facts)) return false;
  known.seen.add(facts);
  const items = before.items.get(facts);
  if (items !== undefined) known.items.set(facts, items);
  return true;
}

/** Puts a tool into a list that is in document order, or takes it out. */
function setMember(tools: ToolBody[], tool: ToolBody, isMember: boolean): void {
  const { start } = tool.nameRange;
  let low = 0;
  let high = tools.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tools[middle]?.nameRange.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const isThere = tools[low] === tool;
  if (isThere !== isMember) tools.splice(low, isThere ? 1 : 0, ...(isMember ? [tool] : []));
}
