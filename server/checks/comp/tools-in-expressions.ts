import { escapedOffsets } from '../../formats/comp/expressions/escaped-offsets.ts';
import { KNOWN_GLOBALS } from '../../formats/comp/expressions/known-globals.ts';
import { toolReferences } from '../../formats/comp/expressions/tool-references.ts';
import type { Input, ToolBody, ToolReference } from '../../formats/comp/model.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import { type Move, shiftRange } from '../../formats/text/range.ts';

/** A name in an expression that means a tool, unless the tool that says it has an input of this name. */
export interface NameInExpression extends ToolReference {
  /** The input whose expression it is. */
  readonly input: string;
}

/** One expression, and how it stands in the text of the tool. */
interface Written {
  readonly input: string;
  readonly expression: string;
  /** The text between the quotes, where escapes make it another than the expression. */
  readonly source: string;
  readonly start: number;
}

/**
 * What may be the access of a tool, and not a field of what stands before it: most expressions calculate with numbers
 * alone.
 */
const ACCESS = /(?<![A-Za-z_)\]][.:])\b[A-Za-z_]\w*(?=\s*[.:[])|\bFindTool\b/g;

/**
 * Whether an expression may name something else than the tools that `isTool` knows. It looks at words alone, which takes
 * no reading of the expression; `namesInExpressions` tells whether it does.
 */
export function mayNameOthers(expression: string, isTool: (name: string) => boolean): boolean {
  return expression.match(ACCESS)?.some((word) => !isTool(word) && !KNOWN_GLOBALS.has(word)) ?? false;
}

/** The names of tools in the expressions of a tool, those of its own inputs and user controls left out. */
export function* namesInExpressions(tool: ToolBody, text: string): Generator<NameInExpression> {
  const own = ownNames(tool);
  for (const input of tool.inputs) {
    for (const written of writtenIn(input, text)) {
      for (const name of namesIn(written)) if (!own.has(name.name)) yield name;
    }
  }
}

/** Takes a name to where the tool stands. */
export function shiftNameInExpression(name: NameInExpression, move: Move): NameInExpression {
  return { ...name, range: shiftRange(name.range, move) };
}

function ownNames(tool: ToolBody): ReadonlySet<string> {
  const own = new Set(tool.inputs.map(({ name }) => name));
  if (!tool.traits.hasUserControls) return own;
  for (const { key } of tableNamed(tool.table, 'UserControls')?.entries ?? []) if (key !== undefined) own.add(key.name);
  return own;
}

function writtenIn({ name: input, expression, expressionRange }: Input, text: string): readonly Written[] {
  if (expression === undefined || expressionRange === undefined) return [];
  const { start, end } = expressionRange;
  const source = end - start === expression.length ? expression : text.slice(start, end);
  return [{ input, expression, source, start }];
}

function namesIn({ input, expression, source, start }: Written): readonly NameInExpression[] {
  const offsetOf = escapedOffsets(source);
  return toolReferences(expression).map((reference) => ({
    name: reference.name,
    range: shiftRange(reference, (offset) => start + offsetOf(offset)),
    input,
  }));
}
