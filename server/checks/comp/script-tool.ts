import type { CompCheck } from '../check.ts';
import { didYouMean, nearestTools, renameTo } from './rename-mention.ts';

/** Names are compared for so many findings of a file. */
const MOST_SUGGESTIONS = 50;

/**
 * A script asks the comp for a tool that does not exist. It may know what to do then, so this is milder than in an
 * expression. A setting is pasted into comps that have other tools, and is not looked at.
 */
export const scriptTool: CompCheck = {
  code: 'expression-tool',
  title: 'An expression names a tool that does not exist.',
  defaultSeverity: 'warning',
  *run(comp, facts) {
    // Past the cut of a file that breaks off, the tool may well have existed.
    if (comp.cutOff || comp.kind !== 'composition') return;
    let count = 0;
    for (const name of facts.namesInScripts()) {
      if (name === undefined) yield undefined;
      if (name === undefined || !name.mustExist || comp.toolsByName.has(name.name)) continue;
      count += 1;
      const names = count <= MOST_SUGGESTIONS ? nearestTools(comp, comp.flow, name.name) : [];
      yield {
        severity: 'information',
        message: `FindTool: there is no tool "${name.name}" in this composition.${didYouMean(names)}`,
        range: name.range,
        fixes: renameTo(name, names),
      };
    }
  },
};
