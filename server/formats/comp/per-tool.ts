import type { Comp, ToolBody } from './model.ts';

/** Moves what was found in a tool's own text to where the tool stands: adds `by` to every offset of the item. */
export type Shift<Item> = (item: Item, by: number) => Item;

/**
 * Something that the text of a tool alone decides, for every tool of a comp: links, colours, lenses. It is worked out
 * once for each text of a tool and moved along when text before the tool changes.
 */
export class PerTool<Item> {
  readonly #compute: (tool: ToolBody, text: string) => Iterable<Item>;
  readonly #shift: Shift<Item>;

  /** All offsets in `compute`, those of the tool, the text and the items, are those of the text it is given. */
  constructor(compute: (tool: ToolBody, text: string) => Iterable<Item>, shift: Shift<Item>) {
    this.#compute = compute;
    this.#shift = shift;
  }

  /** What every tool has, tool by tool in document order. `undefined` comes between tools: nothing yet. */
  *of(comp: Comp): Generator<Item | undefined> {
    for (const tool of comp.tools) {
      yield* this.ofTool(comp, tool);
      yield undefined;
    }
  }

  /** What one tool of the comp has. */
  *ofTool(comp: Comp, tool: ToolBody): Generator<Item> {
    for (const item of this.#compute(tool, comp.text)) yield this.#shift(item, 0);
  }
}
