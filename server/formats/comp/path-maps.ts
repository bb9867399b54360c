import type { Comp } from './model.ts';
import { tableNamed } from './table-access.ts';

/** Maps that name each other are followed so far. */
const MOST_STEPS = 8;

/** A path map that a composition keeps itself. */
export interface PathMap {
  /** With its colon, in the letters of the file: `Plates:`. */
  readonly name: string;
  /** A folder, which may begin with another map; several, separated by `;`, are tried in turn. */
  readonly target: string;
}

/** The path maps that a composition keeps itself (`Prefs.Comp.Paths.Map`), in the order of the file. */
export function ownPathMaps(comp: Comp): readonly PathMap[] {
  const preferences = comp.root && tableNamed(comp.root, 'Prefs');
  const ofComp = preferences && tableNamed(preferences, 'Comp');
  const paths = ofComp && tableNamed(ofComp, 'Paths');
  const entries = (paths && tableNamed(paths, 'Map'))?.entries ?? [];
  return entries.flatMap(({ key, value }) =>
    key !== undefined && value?.kind === 'string' ? [{ name: key.name, target: value.value }] : [],
  );
}

/** The targets of a composition's own path maps by their names with colon, in lower case: Fusion takes both cases. */
export function pathMaps(comp: Comp): ReadonlyMap<string, string> {
  return new Map(ownPathMaps(comp).map(({ name, target }) => [name.toLowerCase(), target]));
}

/**
 * A file name with the composition's own path maps replaced by what they stand for. Maps that Fusion's preferences or
 * the machine define (`Comp:`, `Temp:`) stay as they are, and so do drive letters.
 */
export function expandPath(name: string, maps: ReadonlyMap<string, string>): string {
  let path = name;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [, map, rest] = /^(\w{2,}:)[/\\]?(.*)$/s.exec(path) ?? [];
    const target = map === undefined ? undefined : maps.get(map.toLowerCase());
    // Several folders stand for one map where they are tried in turn; which one holds the file is not known here.
    if (target === undefined || target.includes(';')) return path;
    path = /[/\\:]$/.test(target) ? `${target}${rest}` : `${target}/${rest}`;
  }
  return path;
}
