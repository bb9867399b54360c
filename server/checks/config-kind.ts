import { isAnyConfigName } from '../formats/config/config-name.ts';
import type { FileKind } from './file-kind.ts';

/** Configurations: `compline.yaml`, those to build on, and those that nobody reads for their names. */
export const configKind: FileKind = {
  languageId: 'compline-config',
  matches: isAnyConfigName,
  read: async (text) => (await import('./read-config.ts')).readConfigFile(text),
};
