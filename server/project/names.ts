import { ID, RESOURCE, versionOf } from '../formats/names/name-blocks.ts';

/**
 * The parts of a file or folder name in a Ramses project:
 * `PROJECT_S_SHOT_STEP[_resource][_STATEVERSION][.ext]`, with `A` and an asset in the place of `S` and a shot, and
 * `PROJECT_G_STEP[_name]…` for what belongs to the project as a whole.
 */
export interface RamsesName {
  readonly project: string;
  readonly type: 'shot' | 'asset' | 'general';
  /** The shot or asset; empty for a general item. */
  readonly item: string;
  /** Empty for the folder of an item. */
  readonly step: string;
  readonly resource: string;
  /** `v`, `pub` or a state; empty where the version stands alone or there is none. */
  readonly state: string;
  readonly version: number | undefined;
  /** Without its first dot; may hold several (`0001.exr`). */
  readonly extension: string;
}

/**
 * Reads a name; undefined for a name that is none of the project's kind. Letter case of the type does not matter.
 *
 * One rule tells ids, resources and versions apart, by their places: the first three (two for `G`) blocks are ids,
 * whatever they look like (`V01` is a shot, `01-001` too); of the rest, the last block is the version where it is
 * letters and digits like `v001` or three or more digits alone; what is left is at most one resource.
 */
export function parseName(name: string): RamsesName | undefined {
  const dot = name.indexOf('.');
  const blocks = (dot === -1 ? name : name.slice(0, dot)).split('_');
  const extension = dot === -1 ? '' : name.slice(dot + 1);
  const [project = '', letter = '', ...others] = blocks;
  const type = TYPES[letter.toUpperCase()];
  if (type === undefined || !ID.test(project)) return undefined;
  const item = type === 'general' ? '' : (others.shift() ?? '');
  const step = others.shift() ?? '';
  if (type === 'general' ? !ID.test(step) : !ID.test(item) || (step !== '' && !ID.test(step))) return undefined;
  const version = versionOf(others.at(-1));
  if (version !== undefined) others.pop();
  const [resource = '', ...tooMany] = others;
  if (tooMany.length > 0 || (resource !== '' && !RESOURCE.test(resource))) return undefined;
  return { project, type, item, step, resource, state: version?.state ?? '', version: version?.number, extension };
}

const TYPES: Readonly<Record<string, RamsesName['type']>> = { S: 'shot', A: 'asset', G: 'general' };

/** A version as names hold it: three digits, more where it needs them. */
export function versionDigits(version: number): string {
  return String(version).padStart(3, '0');
}

/** The folder of a version under `_published`: `004_OK`; the state is left out where it is empty or `v`. */
export function versionFolderName(version: number, state: string): string {
  return state === '' || state === 'v' ? versionDigits(version) : `${versionDigits(version)}_${state}`;
}
