import type { Comp, Scope, Tool } from './model.ts';

/**
 * Finds the tool that a name means when it is written in `from`: the innermost scope first, then outwards, then
 * anywhere in the file, since the outputs of a group may name a modifier that stands in another group.
 */
export function resolveTool(comp: Comp, from: Scope, name: string): Tool | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const tool = scope.byName.get(name);
    if (tool !== undefined) return tool;
  }
  return comp.toolsByName.get(name)?.[0];
}

/** The scope in which the inputs and outputs of a tool name other tools: its own tools hide those around it. */
export function scopeInside(tool: Tool): Scope {
  return tool.nested ?? tool.scope;
}
