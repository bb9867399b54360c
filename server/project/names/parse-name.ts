import { ID, versionOf } from '../../formats/names/name-blocks.ts';
import type { VersionPrefixes } from '../../formats/names/states.ts';
import { isResource } from './resource.ts';

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
 * Reads a name; undefined for a name that is none of the project's kind. Letter case of the type does not matter; ids are
 * returned as they are written and compared with `isSameId`. `prefixes` are those of the project's states.
 *
 * One rule tells ids, resources and versions apart, by their places: the first three (two for `G`) blocks are ids,
 * whatever they look like (`V01` is a shot, `01-001` too); of the rest, the last block is the version where `versionOf`
 * takes it for one; what is left is at most one resource, which must not look like a version. No block is empty.
 */
export function parseName(name: string, prefixes?: VersionPrefixes): RamsesName | undefined {
  const dot = name.indexOf('.');
  const blocks = (dot === -1 ? name : name.slice(0, dot)).split('_');
  const extension = dot === -1 ? '' : name.slice(dot + 1);
  const [project = '', letter = '', ...others] = blocks;
  const type = TYPES.get(letter.toUpperCase());
  if (type === undefined || blocks.includes('')) return undefined;
  const item = type === 'general' ? '' : (others.shift() ?? '');
  const step = others.shift() ?? '';
  const ids = type === 'general' ? [project, step] : [project, item, ...(step === '' ? [] : [step])];
  if (!ids.every((id) => ID.test(id))) return undefined;
  const version = versionOf(others.at(-1), prefixes);
  if (version !== undefined) others.pop();
  const [resource, ...tooMany] = others;
  if (tooMany.length > 0 || (resource !== undefined && !isResource(resource, prefixes))) return undefined;
  const { state = '', number } = version ?? {};
  return { project, type, item, step, resource: resource ?? '', state, version: number, extension };
}

const TYPES: ReadonlyMap<string, RamsesName['type']> = new Map([
  ['S', 'shot'],
  ['A', 'asset'],
  ['G', 'general'],
]);
