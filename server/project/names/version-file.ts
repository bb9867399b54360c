import { isSameId, versionOf } from '../../formats/names/name-blocks.ts';
import { STANDARD_PREFIXES, type VersionPrefixes } from '../../formats/names/states.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { buildName } from './build-name.ts';
import { parseName, type RamsesName } from './parse-name.ts';
import { unmarked } from './resource.ts';
import { versionDigits } from './version-folder.ts';

/** What the name of a version's file says: `wip003`. */
export interface VersionFileName {
  readonly number: number;
  /** As it is written; empty where the digits stand alone. */
  readonly state: string;
}

/** The versions of one file: how they are called, and which names are theirs. Letter case is all one. */
export interface VersionNames {
  /** The same text for all names of one series, and for no others. */
  readonly key: string;
  /** The version that the file's own name carries; undefined for a working file. */
  readonly own: VersionFileName | undefined;
  /** What a name says, if it is that of a version of this file. */
  read(name: string): VersionFileName | undefined;
  /**
   * The name of a version. Error: `invalid-parameters` for a state that names do not hold.
   */
  build(version: VersionFileName): string;
}

/**
 * The names that the versions of a file have: in a project with Ramses' names the working file's with a state and a
 * number at the end of its stem, without the marks of a file that was restored or put aside
 * (`PROJ_S_SH010_COMP_wip003.comp`); for any other name the same way (`shot_wip003.comp`).
 */
export function versionNames(fileName: string, prefixes: VersionPrefixes = STANDARD_PREFIXES): VersionNames {
  const working = workingName(fileName, prefixes);
  const key = keyOf(working);
  return {
    key,
    own: versionIn(fileName, prefixes),
    read(name) {
      const version = versionIn(name, prefixes);
      return version !== undefined && keyOf(workingName(name, prefixes)) === key ? version : undefined;
    },
    build(version) {
      const { number, state } = version;
      if (state !== '' && !prefixes.some((prefix) => isSameId(prefix, state))) throw noState(state, prefixes);
      const name =
        typeof working.stem === 'string'
          ? `${working.stem}_${state}${versionDigits(number)}${working.extension}`
          : buildName({ ...working.stem, state, version: number }, prefixes);
      const read = this.read(name);
      if (read?.number !== number || read.state !== state) throw noState(state, prefixes);
      return name;
    },
  };
}

/** A name without a version: its parts, or where it is none of a project's, what comes before. */
interface WorkingName {
  readonly stem: RamsesName | string;
  /** With its dot, where the stem is a text; else the parts have it. */
  readonly extension: string;
}

function workingName(name: string, prefixes: VersionPrefixes): WorkingName {
  const parsed = parseName(name, prefixes);
  if (parsed !== undefined && parsed.step !== '') {
    const { resource } = unmarked(parsed.resource);
    return { stem: { ...parsed, resource, state: '', version: undefined }, extension: '' };
  }
  const { stem, extension } = splitExtension(name);
  const at = stem.lastIndexOf('_');
  const isVersion = at > 0 && versionOf(stem.slice(at + 1), prefixes) !== undefined;
  return { stem: isVersion ? stem.slice(0, at) : stem, extension };
}

function versionIn(name: string, prefixes: VersionPrefixes): VersionFileName | undefined {
  const parsed = parseName(name, prefixes);
  if (parsed !== undefined && parsed.step !== '') {
    return parsed.version === undefined ? undefined : { number: parsed.version, state: parsed.state };
  }
  const { stem } = splitExtension(name);
  const at = stem.lastIndexOf('_');
  return at > 0 ? versionOf(stem.slice(at + 1), prefixes) : undefined;
}

function keyOf({ stem, extension }: WorkingName): string {
  if (typeof stem === 'string') return `${stem}\n${extension}`.toLowerCase();
  const { project, type, item, step, resource, extension: ofParts } = stem;
  return [project, type, item, step, resource, ofParts].join('\n').toLowerCase();
}

/** The stem and the last extension with its dot; a dot that a name begins with is none. */
function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

function noState(state: string, prefixes: VersionPrefixes): ComplineError {
  return new ComplineError({
    code: 'invalid-parameters',
    message: `The names of versions here do not hold the state "${state}".`,
    nextStep: `Use one of these: ${[...prefixes].sort().join(', ')}.`,
  });
}
