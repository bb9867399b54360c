import { parseName, type RamsesName } from './parse-name.ts';

/** The folders that Ramses keeps inside the folder of a step. */
export const PUBLISHED_FOLDER = '_published';
export const PREVIEW_FOLDER = '_preview';
export const VERSIONS_FOLDER = '_versions';

/** The parts of a step folder's name; undefined for a name that is not one. */
export function stepName(name: string): RamsesName | undefined {
  const parsed = parseName(name);
  if (parsed === undefined || parsed.step === '' || parsed.extension !== '') return undefined;
  return parsed.resource === '' && parsed.version === undefined ? parsed : undefined;
}
