import type { Tool } from '../../formats/comp/model.ts';
import type { CompCheck } from '../check.ts';
import type { Connections } from './connections.ts';
import { FILTERS, MODIFIERS } from './kinds-of-tools.ts';

/** A Saver is connected, but nothing upstream of it makes a picture. */
export const saverNoSource: CompCheck = {
  code: 'saver-no-source',
  title: 'Nothing that makes a picture reaches a Saver.',
  defaultSeverity: 'information',
  *run(comp, { savers, connections }) {
    // Where a connection is lost, that is what is to be mended.
    if (comp.kind === 'setting' || comp.cutOff || connections.dangling.length > 0) return;
    const pictures = new Pictures(comp.tools, connections);
    for (const { tool, isEnabled } of savers) {
      const { index } = tool;
      // Without a connection it is `saver-no-input`.
      if (!isEnabled || connections.first[index] === connections.first[index + 1] || pictures.reach(index)) continue;
      yield {
        message: `No picture reaches the Saver ${tool.name}: what feeds it is empty or off.`,
        range: tool.nameRange,
      };
    }
  },
};

const OPEN = 1;
const REACHED = 2;
const EMPTY = 3;

/** Which tools a picture reaches; each tool is looked at once. */
class Pictures {
  readonly #tools: readonly Tool[];
  readonly #connections: Connections;
  readonly #state: Uint8Array;
  /** For each tool, the connection to look at next. */
  readonly #next: Uint32Array;

  constructor(tools: readonly Tool[], connections: Connections) {
    this.#tools = tools;
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
    if (state[tool] === 0) state[tool] = isPublished[tool] === 1 || this.#isSource(tool) ? REACHED : OPEN;
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

  #isSource(index: number): boolean {
    const tool = this.#tools[index];
    if (tool === undefined || tool.passThrough) return false;
    return tool.id !== 'Saver' && !FILTERS.has(tool.id) && !MODIFIERS.has(tool.id);
  }
}
