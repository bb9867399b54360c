import { isSpecName } from '../../formats/render-spec/spec-name.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Render specs of steps. */
export const renderSpec: LanguageSupport = {
  languageId: 'render-spec',
  matches: isSpecName,
  recognizes: (uri) => isSpecName(uri.slice(uri.lastIndexOf('/') + 1)),
  createReader: async () => new (await import('../yaml-readers.ts')).RenderSpecReader(),
  triggers: ['*'],
};
