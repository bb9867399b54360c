import { isSpecName } from '../formats/render-spec/spec-name.ts';
import type { FileKind } from './file-kind.ts';

/** Render specs of steps. */
export const specKind: FileKind = {
  languageId: 'render-spec',
  matches: isSpecName,
  read: async (text) => (await import('./read-spec.ts')).readSpec(text),
};
