import { isConfigName } from '../formats/config/config-name.ts';
import type { FileKind } from './file-kind.ts';

/** Configurations: `compline.yaml`, and those to build on. */
export const configKind: FileKind = {
  languageId: 'compline-config',
  matches: isConfigName,
  read: async (text) => (await import('./read-config.ts')).readConfigFile(text),
};
