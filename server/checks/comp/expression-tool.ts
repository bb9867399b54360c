import type { Comp, ToolBody } from '../../formats/comp/model.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import type { CompCheck, Observation } from '../check.ts';
import { didYouMean, nearestTools, renameTo } from './rename-mention.ts';
import { mayNameOthers, type NameInExpression } from './tools-in-expressions.ts';

/** Names are compared for so many findings of a file. */
const MOST_SUGGESTIONS = 50;

/** So many tools are looked at before there is a pause. */
const BETWEEN_PAUSES = 500;

/** An expression takes a value from a tool that does not exist: it has no value, and Fusion keeps the last one. */
export const expressionTool: CompCheck = {
  code: 'expression-tool',
  title: 'An expression names a tool that does not exist.',
  defaultSeverity: 'warning',
  reads: 'wiring',
  *run(comp, facts) {
    // Past the cut of a file that breaks off, the tool may well have existed.
    if (comp.cutOff) return;
    let count = 0;
    const isTool = (name: string) => comp.toolsByName.has(name);
    for (const [index, tool] of comp.tools.entries()) {
      if (index % BETWEEN_PAUSES === 0) yield undefined;
      if (!tool.inputs.some(({ expression }) => expression !== undefined && mayNameOthers(expression, isTool)))
        continue;
      for (const name of facts.namesInExpressions(tool)) {
        if (isTool(name.name) || isOwnInput(tool, name)) continue;
        count += 1;
        yield observe(comp, tool, name, count <= MOST_SUGGESTIONS);
      }
    }
  },
};

/** An input that the file does not set can be read as well: `Center.X`. */
function isOwnInput({ id }: ToolBody, { name }: NameInExpression): boolean {
  return fusionRegistry.tool(id)?.inputs.has(name) ?? false;
}

function observe(comp: Comp, { name: tool }: ToolBody, reference: NameInExpression, suggests: boolean): Observation {
  const nearest = suggests ? nearestTools(comp, comp.flow, reference.name) : [];
  // Other names cannot be written in an expression as they are.
  const names = nearest.filter((candidate) => /^[A-Za-z_]\w*$/.test(candidate));
  return {
    // A setting is often a piece of a comp, whose other tools are there when it is pasted.
    severity: comp.kind === 'composition' ? 'warning' : 'information',
    message: `Expression of ${tool}.${reference.input}: there is no tool "${reference.name}".${didYouMean(names)}`,
    range: reference.range,
    fixes: renameTo(reference, names),
  };
}
