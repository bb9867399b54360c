import type { CompKind, Severity } from '../check.ts';

/** How much a fault of a tool matters: of one that is switched off, and in a setting, which is a template, less. */
export function severityInUse(tool: { readonly isEnabled: boolean }, kind: CompKind, inUse: Severity): Severity {
  return tool.isEnabled && kind === 'composition' ? inUse : 'information';
}
