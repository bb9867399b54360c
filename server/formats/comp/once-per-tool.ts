import { StillTool } from './model/comp-tool.ts';
import type { ToolBody } from './model.ts';

/**
 * Something that is read from the text of a tool and asked for by several who look at the same tool, one after the
 * other. A tool in a flow is read each time, since an edit may move it.
 */
export class OncePerTool<Result> {
  readonly #read: (tool: ToolBody) => Result;

  constructor(read: (tool: ToolBody) => Result) {
    this.#read = read;
  }

  /** What the tool has. */
  of(tool: ToolBody): Result {
    return tool instanceof StillTool ? tool.once(this.#read) : this.#read(tool);
  }
}
