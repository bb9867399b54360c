import type { CompCheck } from '../check.ts';
import { severityFor } from './savers.ts';

/** A Saver that gets no picture. */
export const saverNoInput: CompCheck = {
  code: 'saver-no-input',
  title: 'Nothing is connected to a Saver.',
  defaultSeverity: 'warning',
  *run(comp, { savers, connections }) {
    for (const { tool, isEnabled } of savers) {
      // What breaks off may have been connected behind the cut.
      if (comp.cutOff && tool === comp.tools.at(-1)) continue;
      if (tool.inputs.some(({ source }) => source !== undefined && source.name !== '')) continue;
      if (connections.isPublished[tool.index] === 1) continue;
      yield {
        severity: isEnabled ? severityFor(tool, comp.kind, 'warning') : 'information',
        message: `Nothing is connected to the Saver ${tool.name}: it writes no picture.`,
        range: tool.nameRange,
      };
    }
  },
};
