import { namesInScripts, offsetsIn, toReference } from '../../formats/comp/expressions/names-in-scripts.ts';
import { namesInSource } from '../../formats/comp/expressions/tool-references.ts';
import type { ToolBody, ToolReference } from '../../formats/comp/model.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { shiftRange } from '../../formats/text/range.ts';

/** A name in an expression or a script of a tool, which may be that of a tool. */
export interface SourceReference {
  readonly reference: ToolReference;
  /** The index of the input whose expression it is in; absent for a script. */
  readonly input: number | undefined;
  /** In a script: it is a word of it, and no text that `FindTool` is given. */
  readonly isWord: boolean;
}

/** The names in the expressions of a tool's inputs, and those of tools in its scripts. */
export const referencesInSource = new PerTool<SourceReference>(readSource, (found, move) => ({
  ...found,
  reference: { ...found.reference, range: shiftRange(found.reference.range, move) },
}));

/** The same for one tool in the offsets of the text it is read from. */
export function* readSource(tool: ToolBody, text: string): Generator<SourceReference> {
  yield* inExpressions(tool, text);
  for (const { name, range, isWord } of namesInScripts(tool, text)) {
    yield { reference: { name, range }, input: undefined, isWord };
  }
}

/** What every way of naming a tool has: an access, or a call with a text. */
const MAY_NAME_TOOL = /[A-Za-z_\u0080-\uffff][0-9]*\s*[.:[]|FindTool/;

function* inExpressions(tool: ToolBody, text: string): Generator<SourceReference> {
  for (const [index, { expression, expressionRange }] of tool.inputs.entries()) {
    if (expression === undefined || expressionRange === undefined || !MAY_NAME_TOOL.test(expression)) continue;
    const { heads, found, members } = namesInSource(expression);
    const offsetOf = offsetsIn(text, expressionRange, expression);
    for (const name of [...heads, ...found, ...members]) {
      // What the tool has itself comes before the tools around it.
      if (heads.includes(name) && tool.inputs.some((own) => own.name === name.name)) continue;
      yield { reference: toReference(name, offsetOf), input: index, isWord: true };
    }
  }
}
