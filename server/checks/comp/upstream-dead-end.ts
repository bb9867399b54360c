import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { CompCheck } from '../check.ts';
import type { CompFacts } from '../comp-facts.ts';
import { FILTERS } from './kinds-of-tools.ts';
import { upstreamOf } from './upstream.ts';

/** A Saver has a picture, but a branch that feeds it too begins at a tool that gets none. */
export const upstreamDeadEnd: CompCheck = {
  code: 'upstream-dead-end',
  title: 'A branch that feeds a Saver begins at a tool that gets no picture.',
  defaultSeverity: 'warning',
  *run(comp, facts) {
    const { connections, savers, pictures } = facts;
    // Where a connection is lost, that is what is to be mended.
    if (comp.kind === 'setting' || comp.cutOff || connections.dangling.length > 0) return;
    // Where nothing reaches the Saver it is `saver-no-source`.
    const fed = savers.filter(({ tool, isEnabled }) => isEnabled && pictures.reach(tool.index));
    for (const tool of deadEnds(comp, facts, fed)) {
      yield { message: `${tool.name} gets no picture, but feeds a Saver.`, range: tool.nameRange };
    }
  },
};

/** The tools upstream of these Savers that need a picture, get none, and are fed by no other such tool. */
function* deadEnds(comp: Comp, { connections, pictures }: CompFacts, savers: CompFacts['savers']): Generator<Tool> {
  const { first, feeders, isPublished } = connections;
  const isUpstream = upstreamOf(
    comp.tools,
    connections,
    savers.map(({ tool }) => tool.index),
  );
  const isEmpty = (index: number): boolean => {
    const tool = comp.tools[index];
    return tool !== undefined && !tool.passThrough && FILTERS.has(tool.id) && !pictures.reach(index);
  };
  for (const [index, tool] of comp.tools.entries()) {
    if (isUpstream[index] !== 1 || isPublished[index] === 1 || !isEmpty(index)) continue;
    const feeding = feeders.slice(first[index], first[index + 1]);
    if (!feeding.some(isEmpty)) yield tool;
  }
}
