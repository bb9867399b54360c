import { counter } from '../../formats/comp/header.ts';
import type { Tool } from '../../formats/comp/model.ts';
import type { CompCheck } from '../check.ts';

const COUNTERS = [
  { name: 'LockedTools', state: 'locked', counts: (tool: Tool) => tool.locked },
  { name: 'DisabledTools', state: 'passed through', counts: (tool: Tool) => tool.passThrough },
] as const;

/** The counters at the head of a composition against its tools. */
export const countersDisagree: CompCheck = {
  code: 'counters-disagree',
  title: 'LockedTools or DisabledTools does not match the tools.',
  defaultSeverity: 'warning',
  reads: 'wiring',
  *run(comp) {
    // Of a file that breaks off, the tools behind the cut were counted too.
    if (comp.cutOff) return;
    for (const { name, state, counts } of COUNTERS) {
      const found = counter(comp, name);
      if (found === undefined) continue;
      const actual = comp.tools.filter(counts).length;
      if (found.value === actual) continue;
      const are = actual === 1 ? 'tool is' : 'tools are';
      yield {
        message: `${name} is ${found.value}, but ${actual} ${are} ${state}.`,
        range: found.range,
        fixes: [
          { title: `Set ${name} to ${actual}`, edits: [{ range: found.range, newText: `${actual}` }], preferred: true },
        ],
      };
    }
  },
};
