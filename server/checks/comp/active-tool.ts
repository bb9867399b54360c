import { removeEntry } from '../../formats/comp/edits.ts';
import { activeTool as activeToolOf } from '../../formats/comp/header.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { entryNamed } from '../../formats/comp/table-access.ts';
import type { CompCheck, Fix } from '../check.ts';
import { didYouMean, nearestTools, renameTo } from './rename-mention.ts';

/** `ActiveTool` names the tool that is selected after pasting; often it was renamed since. */
export const activeTool: CompCheck = {
  code: 'active-tool',
  title: 'ActiveTool names a tool that does not exist.',
  defaultSeverity: 'warning',
  reads: 'wiring',
  *run(comp) {
    const reference = activeToolOf(comp);
    if (comp.cutOff || reference === undefined || reference.name === '') return;
    if (comp.toolsByName.has(reference.name)) return;
    const [only, ...more] = comp.flow.tools;
    const nearest = nearestTools(comp, comp.flow, reference.name);
    // Where there is one tool to choose from, that is the one, whatever it is called now.
    const names = nearest.length === 0 && only !== undefined && more.length === 0 ? [only.name] : nearest;
    yield {
      message: `ActiveTool: there is no tool "${reference.name}".${didYouMean(names)}`,
      range: reference.range,
      fixes: [...renameTo(reference, names), ...removal(comp)],
    };
  },
};

function removal(comp: Comp): readonly Fix[] {
  const entry = comp.root && entryNamed(comp.root, 'ActiveTool');
  if (comp.root === undefined || entry === undefined) return [];
  return [{ title: 'Remove ActiveTool', edits: removeEntry(comp.text, comp.root, entry) }];
}
