import type { FileKind } from './file-kind.ts';

/** The names of render specs: `renderspec.yaml`, `comp.renderspec.yml`. */
export const SPEC_NAME = /(?:^|\.)renderspec\.ya?ml$/i;

/** Render specs of steps. */
export const specKind: FileKind = {
  languageId: 'render-spec',
  matches: (fileName) => SPEC_NAME.test(fileName),
  read: async (text) => (await import('./read-spec.ts')).readSpec(text),
};
