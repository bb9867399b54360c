import { globalRange } from '../../formats/comp/ranges.ts';
import { valueNamed } from '../../formats/comp/table-access.ts';
import type { CompCheck } from '../check.ts';

/** The playhead stands on a frame that the composition does not have. */
export const currentTime: CompCheck = {
  code: 'current-time',
  title: 'CurrentTime is outside of GlobalRange.',
  defaultSeverity: 'hint',
  reads: 'wiring',
  *run(comp) {
    const global = globalRange(comp);
    const value = comp.root && valueNamed(comp.root, 'CurrentTime');
    if (global === undefined || value?.kind !== 'number' || global.last < global.first) return;
    const inside = Math.min(Math.max(value.value, global.first), global.last);
    if (inside === value.value) return;
    const range = { start: value.start, end: value.end };
    yield {
      message: `CurrentTime is ${value.value}, outside of GlobalRange ${global.first} to ${global.last}.`,
      range,
      related: [{ message: 'GlobalRange', range: global.range }],
      fixes: [{ title: `Set CurrentTime to ${inside}`, edits: [{ range, newText: `${inside}` }], preferred: true }],
    };
  },
};
