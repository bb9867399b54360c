import type { Tool } from '../../formats/comp/model.ts';
import type { Connections } from './connections.ts';
import { FILTERS, MODIFIERS } from './kinds-of-tools.ts';

const OPEN = 1;
const REACHED = 2;
const EMPTY = 3;

/** Which tools a picture reaches; each tool is looked at once. It holds nothing of the tools, and is good for one wiring. */
export class Pictures {
  /** The tools that make a picture. */
  readonly #isSource: Uint8Array;
  readonly #connections: Connections;
  readonly #state: Uint8Array;
  /** For each tool, the connection to look at next. */
  readonly #next: Uint32Array;

  constructor(tools: readonly Tool[], connections: Connections) {
    this.#isSource = Uint8Array.from(tools, (tool) => Number(isSource(tool)));
    this.#connections = connections;
    this.#state = new Uint8Array(tools.length);
    this.#next = connections.first.slice();
  }

  /** True when the tool makes a picture or is fed one. */
  reach(start: number): boolean {
    const path = [start];
    for (let tool = path.at(-1); tool !== undefined; tool = path.at(-1)) {
      const feeder = this.#step(tool);
      if (feeder === undefined) path.pop();
      else path.push(feeder);
    }
    return this.#state[start] === REACHED;
  }

  /** Settles a tool, or gives the feeder that has to be settled before it. */
  #step(tool: number): number | undefined {
    const { first, feeders, isPublished } = this.#connections;
    const state = this.#state;
    // Into a published input comes what is connected to the group.
    if (state[tool] === 0) state[tool] = isPublished[tool] === 1 || this.#isSource[tool] === 1 ? REACHED : OPEN;
    for (let edge = this.#next[tool] ?? 0; state[tool] === OPEN; edge += 1) {
      this.#next[tool] = edge;
      if (edge >= (first[tool + 1] ?? 0)) state[tool] = EMPTY;
      else {
        const feeder = feeders[edge] ?? 0;
        if (state[feeder] === 0) return feeder;
        if (state[feeder] === REACHED) state[tool] = REACHED;
      }
    }
    return undefined;
  }
}

function isSource(tool: Tool): boolean {
  if (tool.passThrough) return false;
  return tool.id !== 'Saver' && !FILTERS.has(tool.id) && !MODIFIERS.has(tool.id);
}
