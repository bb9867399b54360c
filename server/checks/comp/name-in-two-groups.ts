import type { CompCheck } from '../check.ts';

/** Two tools in different groups have one name. In one group it is `duplicate-tool`. */
export const nameInTwoGroups: CompCheck = {
  code: 'name-in-two-groups',
  title: 'Two tools in different groups have the same name.',
  defaultSeverity: 'hint',
  reads: 'wiring',
  *run(comp) {
    if (comp.toolsByName.size === comp.tools.length) return;
    for (const [name, tools] of comp.toolsByName) {
      const [first, ...others] = tools;
      if (first === undefined) continue;
      for (const tool of others) {
        if (tool.scope === first.scope) continue;
        const place = first.scope.owner === undefined ? 'the flow' : first.scope.owner.name;
        yield {
          message: `There is a "${name}" in ${place} too: the name means the one that is nearer.`,
          range: tool.nameRange,
          related: [{ message: `The first "${name}"`, range: first.nameRange }],
        };
      }
    }
  },
};
