import { specKind } from '../../checks/spec-kind.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Render specs of steps. */
export const renderSpec: LanguageSupport = {
  languageId: specKind.languageId,
  matches: specKind.matches,
  recognizes: (uri) => specKind.matches(uri.slice(uri.lastIndexOf('/') + 1)),
  createReader: async () => new (await import('../yaml-readers.ts')).RenderSpecReader(),
};
