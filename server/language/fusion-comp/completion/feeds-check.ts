import type { Tool } from '../../../formats/comp/model.ts';
import type { CompIndex } from '../comp-index.ts';

/** Beyond so many tools nobody is kept waiting: a suggestion too many does no harm. */
const MOST_VISITED = 20_000;

/** Tells which tools a tool feeds, directly or through others: none of these can feed it in turn. */
export class FeedsCheck {
  readonly #index: CompIndex;
  /** What is known: whether the tool at hand feeds these. */
  readonly #known = new Map<Tool, boolean>();

  constructor(index: CompIndex, tool: Tool) {
    this.#index = index;
    this.#known.set(tool, true);
  }

  /** Whether the tool at hand feeds `other`, or is `other`. It goes up from `other`, and over every tool once. */
  isFed(other: Tool): boolean {
    const known = this.#known.get(other);
    if (known !== undefined) return known;
    const path = [{ tool: other, sources: this.#sourcesOf(other) }];
    this.#known.set(other, false);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = last.sources.next();
      if (next.done === true || this.#known.size > MOST_VISITED) {
        path.pop();
        continue;
      }
      const state = this.#known.get(next.value);
      if (state === true) {
        for (const { tool } of path) this.#known.set(tool, true);
        return true;
      }
      if (state === undefined) {
        this.#known.set(next.value, false);
        path.push({ tool: next.value, sources: this.#sourcesOf(next.value) });
      }
    }
    return false;
  }

  /** What feeds a tool; for a group, what its outputs come from. */
  *#sourcesOf(tool: Tool): Generator<Tool> {
    for (const { source, constructorName } of tool.inputs) {
      // What a group publishes is no way for an image: it hands settings on to the tool inside.
      if (source === undefined || constructorName === 'InstanceInput') continue;
      const feeder = this.#index.resolveFrom(tool, source.name);
      if (feeder !== undefined) yield feeder;
    }
    for (const { source } of tool.outputs) {
      const feeder = source && this.#index.resolveFrom(tool, source.name);
      if (feeder !== undefined) yield feeder;
    }
  }
}
