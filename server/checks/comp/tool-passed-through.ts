import { setPassThrough } from '../../formats/comp/edits.ts';
import type { CompCheck } from '../check.ts';

/** With more of them, switching one on by one is not what anybody wants, and working out the edits takes time. */
const MOST_FIXES = 20;

/** A tool that was switched off and perhaps forgotten. Savers are switched off as a matter of course. */
export const toolPassedThrough: CompCheck = {
  code: 'tool-passed-through',
  title: 'A tool of a composition is passed through.',
  defaultSeverity: 'hint',
  reads: 'wiring',
  *run(comp) {
    if (comp.kind === 'setting') return;
    let found = 0;
    for (const tool of comp.tools) {
      if (!tool.passThrough || tool.id === 'Saver') continue;
      found += 1;
      yield {
        message: `${tool.name} is passed through and does nothing.`,
        range: tool.nameRange,
        fixes:
          found > MOST_FIXES ? [] : [{ title: `Switch ${tool.name} on`, edits: setPassThrough(comp, [tool], false) }],
      };
    }
  },
};
