import { CompTool } from './model/comp-tool.ts';
import type { ToolBody } from './model.ts';

/**
 * Something that is read from the text of a tool and asked for by several who look at the same tool, one after the
 * other. A tool in a flow is read each time, since an edit may move it.
 */
export class OncePerTool<Result> {
  readonly #read: (tool: ToolBody) => Result;
  readonly #known = new WeakMap<ToolBody, { readonly result: Result }>();

  constructor(read: (tool: ToolBody) => Result) {
    this.#read = read;
  }

  /** What the tool has. */
  of(tool: ToolBody): Result {
    if (tool instanceof CompTool) return this.#read(tool);
    let known = this.#known.get(tool);
    if (known === undefined) {
      known = { result: this.#read(tool) };
      this.#known.set(tool, known);
    }
    return known.result;
  }
}
