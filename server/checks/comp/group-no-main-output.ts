import type { CompCheck } from '../check.ts';

/** The Edit page of Resolve takes the picture of a template from the output `MainOutput1`. */
export const groupNoMainOutput: CompCheck = {
  code: 'group-no-main-output',
  title: 'A group or macro of a setting has no MainOutput1.',
  defaultSeverity: 'hint',
  reads: 'wiring',
  *run(comp) {
    const [group, ...others] = comp.flow.tools;
    // Several tools are a piece of a flow, and no template.
    if (comp.kind === 'composition' || group === undefined || others.length > 0) return;
    if (group.outputs.length === 0 || group.outputs.some(({ name }) => name === 'MainOutput1')) return;
    yield {
      message: `${group.name} has no MainOutput1: Resolve's Edit page shows nothing of it.`,
      range: group.nameRange,
    };
  },
};
