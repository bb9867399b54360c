import type { TableNode } from '../../formats/comp/nodes.ts';
import { entryNamed, numberOf } from '../../formats/comp/table-access.ts';
import type { Observation, ToolCheck } from '../check.ts';
import { instanceInputs, userControls } from './controls.ts';

/** A control whose value after a reset is out of its own limits, or whose slider runs backwards. */
export const controlDefault: ToolCheck = {
  code: 'control-default',
  title: 'The default of a control is out of its limits.',
  defaultSeverity: 'warning',
  concerns: ({ hasUserControls, hasInstanceInputs }) => hasUserControls || hasInstanceInputs,
  *run(tool) {
    for (const { name, table } of userControls(tool)) yield* inControl(name, table, 'INP_');
    for (const { name, table } of instanceInputs(tool)) yield* inControl(name, table, '');
  },
};

/** `prefix` is what comes before the names of the fields. */
function* inControl(control: string, table: TableNode, prefix: string): Generator<Observation> {
  yield* compare(control, table, `${prefix}MinAllowed`, `${prefix}Default`, 'below');
  yield* compare(control, table, `${prefix}Default`, `${prefix}MaxAllowed`, 'above');
  yield* compare(control, table, `${prefix}MinScale`, `${prefix}MaxScale`, 'above');
}

/** The value of `least` may not be greater than that of `greatest`; what is marked is the default, or the least. */
function* compare(
  control: string,
  table: TableNode,
  least: string,
  greatest: string,
  side: 'below' | 'above',
): Generator<Observation> {
  const from = entryNamed(table, least);
  const to = entryNamed(table, greatest);
  const lower = numberOf(from?.value);
  const upper = numberOf(to?.value);
  if (from === undefined || to === undefined || lower === undefined || upper === undefined || lower <= upper) return;
  const [wrong, limit] = side === 'below' ? [to, from] : [from, to];
  const [value, bound] = side === 'below' ? [upper, lower] : [lower, upper];
  yield {
    message: `${wrong.key?.name} of the control ${control} is ${value}, ${side} its ${limit.key?.name} ${bound}.`,
    range: { start: wrong.start, end: wrong.end },
    related: [{ message: `${limit.key?.name}`, range: { start: limit.start, end: limit.end } }],
  };
}
