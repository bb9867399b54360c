import type { Comp, Scope } from '../../../../server/formats/comp/model.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import { describeValue } from './describe-tree.ts';

/** Everything a comp says, in lines. */
export function describeComp(comp: Comp): string[] {
  const at = (range: TextRange | undefined) => (range === undefined ? '-' : `${range.start}-${range.end}`);
  const lines = [`${comp.kind} ${comp.cutOff} ${JSON.stringify(comp.errors)}`];
  const visit = (scope: Scope, depth: string): void => {
    for (const tool of scope.tools) {
      const { instanceOf, passThrough, locked } = tool;
      const state = `${passThrough} ${locked} ${instanceOf?.name} ${at(instanceOf?.range)}`;
      lines.push(`${depth}${tool.name} ${at(tool.nameRange)} ${tool.id} ${at(tool.idRange)} ${state}`);
      for (const input of tool.inputs) {
        const { source, output, expression, expressionRange } = input;
        lines.push(
          `${depth} < ${input.name} ${at(input.nameRange)} ${input.constructorName} ${source?.name} ${at(source?.range)} ${output} ${expression} ${at(expressionRange)} ${at(input.entry)} ${describeValue(input.value)}`,
        );
      }
      for (const output of tool.outputs) {
        lines.push(`${depth} > ${output.name} ${at(output.nameRange)} ${output.source?.name} ${output.output}`);
      }
      if (tool.nested !== undefined) visit(tool.nested, `${depth}  `);
    }
  };
  visit(comp.flow, '');
  lines.push(`${comp.tools.map(({ name }) => name).join()} ${[...comp.toolsByName.keys()].join()}`);
  lines.push(describeValue(comp.root));
  return lines;
}
