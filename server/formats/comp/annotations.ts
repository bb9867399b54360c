import type { Tool } from './model.ts';

const ANNOTATIONS = new Set(['Note', 'Underlay', 'StickyNote']);

/** Whether a tool gives nothing and takes nothing: it is a note in the flow. */
export function isAnnotation(tool: Tool): boolean {
  return ANNOTATIONS.has(tool.id);
}
