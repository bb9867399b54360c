import { scopeAt } from '../../../formats/comp/cursor-context.ts';
import type { Scope, Tool } from '../../../formats/comp/model.ts';
import type { Site } from './site.ts';

/**
 * The tools that a name at the cursor can mean: the innermost scope first, and in each scope those before the cursor
 * from the nearest on, then those after it. A name hides the same name further out.
 */
export function* visibleTools(site: Pick<Site, 'comp' | 'context'>, onlyInnermost = false): Generator<Tool> {
  const { comp, context } = site;
  const inner: Scope[] = [];
  for (let scope: Scope | undefined = scopeAt(comp, context); scope !== undefined; scope = scope.parent) {
    for (const tool of nearFirst(scope, context.offset)) {
      const isMeant = scope.byName.get(tool.name) === tool && !inner.some(({ byName }) => byName.has(tool.name));
      if (isMeant && tool.name !== '') yield tool;
    }
    if (onlyInnermost) return;
    inner.push(scope);
  }
}

function* nearFirst({ tools }: Scope, offset: number): Generator<Tool> {
  let after = 0;
  let end = tools.length;
  while (after < end) {
    const middle = (after + end) >>> 1;
    if ((tools[middle]?.nameRange.start ?? 0) <= offset) after = middle + 1;
    else end = middle;
  }
  for (let at = after - 1; at >= 0; at -= 1) {
    const tool = tools[at];
    if (tool !== undefined) yield tool;
  }
  for (let at = after; at < tools.length; at += 1) {
    const tool = tools[at];
    if (tool !== undefined) yield tool;
  }
}
