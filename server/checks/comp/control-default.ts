import { entryNamed, numberOf } from '../../formats/comp/table-access.ts';
import type { Observation, ToolCheck } from '../check.ts';
import { type Control, instanceInputs, userControls } from './controls.ts';

type Pair = readonly [least: string, greatest: string, side: 'below' | 'above'];

const IN_USER_CONTROLS = pairs('INP_');
const IN_INSTANCE_INPUTS = pairs('');

/** Fields of which the first may not have the greater value; `prefix` is what comes before their names. */
function pairs(prefix: string): readonly Pair[] {
  return [
    [`${prefix}MinAllowed`, `${prefix}Default`, 'below'],
    [`${prefix}Default`, `${prefix}MaxAllowed`, 'above'],
    [`${prefix}MinScale`, `${prefix}MaxScale`, 'above'],
  ];
}

/** A control whose value after a reset is out of its own limits, or whose slider runs backwards. */
export const controlDefault: ToolCheck = {
  code: 'control-default',
  title: 'The default of a control is out of its limits.',
  defaultSeverity: 'warning',
  concerns: ({ traits }) => traits.hasUserControls || traits.hasInstanceInputs,
  run(tool) {
    const found: Observation[] = [];
    for (const control of userControls(tool)) compare(control, IN_USER_CONTROLS, found);
    for (const control of instanceInputs(tool)) compare(control, IN_INSTANCE_INPUTS, found);
    return found;
  },
};

/** What is marked is the default, or the least. */
function compare({ name, table }: Control, fields: readonly Pair[], found: Observation[]): void {
  for (const [least, greatest, side] of fields) {
    const from = entryNamed(table, least);
    const lower = numberOf(from?.value);
    if (from === undefined || lower === undefined) continue;
    const to = entryNamed(table, greatest);
    const upper = numberOf(to?.value);
    if (to === undefined || upper === undefined || lower <= upper) continue;
    const [wrong, limit] = side === 'below' ? [to, from] : [from, to];
    const [value, bound] = side === 'below' ? [upper, lower] : [lower, upper];
    found.push({
      message: `${wrong.key?.name} of the control ${name} is ${value}, ${side} its ${limit.key?.name} ${bound}.`,
      range: { start: wrong.start, end: wrong.end },
      related: [{ message: `${limit.key?.name}`, range: { start: limit.start, end: limit.end } }],
    });
  }
}
