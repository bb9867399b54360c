import { type FileName, filesOfHeader, filesOfTool } from '../../formats/comp/file-names.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { type Move, shiftRange } from '../../formats/text/range.ts';
import type { Pausing } from '../pausing.ts';

/** The names of files in a comp: media, what is rendered, LUTs, scripts, sound. */
export class CompFiles {
  readonly #perTool = new PerTool<FileName>((tool) => filesOfTool(tool), shiftFile);

  /** The files that the head of a comp and its tools name. */
  *of(comp: Comp): Pausing<FileName> {
    yield* filesOfHeader(comp);
    yield* this.ofTools(comp);
  }

  /** The files that the tools of a comp name. */
  ofTools(comp: Comp): Pausing<FileName> {
    return this.#perTool.of(comp);
  }

  /** The files that one tool names. */
  ofTool(comp: Comp, tool: Tool): Iterable<FileName> {
    return this.#perTool.ofTool(comp, tool);
  }
}

function shiftFile(file: FileName, move: Move): FileName {
  const range = shiftRange(file.range, move);
  return { ...file, range, node: { ...file.node, ...shiftRange(file.node, move), contentRange: range } };
}
