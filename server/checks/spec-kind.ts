import type { FileKind } from './file-kind.ts';

/** Whether a file of this name is a render spec: `renderspec.yaml`, `comp.renderspec.yml`. */
export function isSpecName(fileName: string): boolean {
  return /(?:^|\.)renderspec\.ya?ml$/i.test(fileName);
}

/** Render specs of steps. */
export const specKind: FileKind = {
  languageId: 'render-spec',
  matches: isSpecName,
  read: async (text) => (await import('./read-spec.ts')).readSpec(text),
};
