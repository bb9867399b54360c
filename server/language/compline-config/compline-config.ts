import { isAnyConfigName } from '../../formats/config/config-name.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Configurations: `compline.yaml`, those to build on, and those that nobody reads for their names. */
export const complineConfig: LanguageSupport = {
  languageId: 'compline-config',
  matches: isAnyConfigName,
  recognizes: (uri) => isAnyConfigName(uri.slice(uri.lastIndexOf('/') + 1)),
  createReader: async () => new (await import('../yaml-readers.ts')).ConfigReader(),
  triggers: ['*'],
  facts: async (text) => (await import('../yaml-readers.ts')).configFacts(text),
  writeText: writePath,
};

/** What a path may be made of that needs no quotes. */
const SIMPLE_PATH = /^[A-Za-z_./][\w./+-]*$/;

/** A path in the quotes that are there; without quotes where it needs none. */
function writePath(path: string, style?: string): string {
  if (style === 'double') return JSON.stringify(path);
  return style !== 'single' && SIMPLE_PATH.test(path) ? path : `'${path.replaceAll("'", "''")}'`;
}
