import { ID, isSameId } from '../../formats/names/name-blocks.ts';
import { STANDARD_PREFIXES, type VersionPrefixes } from '../../formats/names/states.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { parseName, type RamsesName } from './parse-name.ts';
import { isResource } from './resource.ts';
import { versionDigits } from './version-folder.ts';

const LETTERS: Readonly<Record<RamsesName['type'], string>> = { shot: 'S', asset: 'A', general: 'G' };

/**
 * Makes a name of its parts, so that `parseName` with the same prefixes reads these parts from it.
 *
 * @throws ComplineError `invalid-parameters` for parts of which no name can be made.
 */
export function buildName(parts: RamsesName, prefixes: VersionPrefixes = STANDARD_PREFIXES): string {
  const { project, type, item, step, resource, state, version, extension } = parts;
  const problem = problemOf(parts, prefixes);
  if (problem !== undefined) throw notBuilt(problem);
  const block = version === undefined ? '' : `${state}${versionDigits(version)}`;
  const name = [project, LETTERS[type], item, step, resource, block].filter((it) => it !== '').join('_');
  const whole = extension === '' ? name : `${name}.${extension}`;
  // Digits of a resource or of a state may run together with what stands beside them.
  const read = parseName(whole, prefixes);
  if (read?.resource === resource && read.state === state && read.version === version) return whole;
  throw notBuilt(`"${whole}" would be read as another name.`);
}

function problemOf(parts: RamsesName, prefixes: VersionPrefixes): string | undefined {
  const { project, type, item, step, resource, state, version, extension } = parts;
  if (!ID.test(project)) return noId('project', project);
  if (type === 'general' ? item !== '' : !ID.test(item)) return noId(type === 'asset' ? 'asset' : 'shot', item);
  const hasStep = step !== '' || type === 'general' || resource !== '' || version !== undefined;
  if (hasStep && !ID.test(step)) return noId('step', step);
  if (resource !== '' && !isResource(resource, prefixes)) {
    return `The resource "${resource}" is none: 1 to 30 letters, digits, blanks, + and -, and not like a version.`;
  }
  if (resource !== resource.trim()) return `The resource "${resource}" begins or ends with a blank.`;
  if (version === undefined ? state !== '' : !Number.isSafeInteger(version) || version < 0) {
    return version === undefined ? `The state ${state} needs a version.` : `${version} is no number of a version.`;
  }
  if (state !== '' && !prefixes.some((prefix) => isSameId(prefix, state))) return `The project has no state ${state}.`;
  if (/^\.|[/\\\0]/.test(extension)) return `The extension "${extension}" is none.`;
  return undefined;
}

function noId(what: string, id: string): string {
  return `"${id}" is no id of a ${what}: ids are 1 to 10 letters, digits, + and -.`;
}

function notBuilt(message: string): ComplineError {
  return new ComplineError({ code: 'invalid-parameters', message, nextStep: 'Name its parts as docs/naming.md says.' });
}
