import type { Comp } from './model.ts';
import { tableNamed } from './table-access.ts';

/** Maps that name each other are followed so far. */
const MOST_STEPS = 8;

/** The path maps that a composition keeps itself (`Prefs.Comp.Paths.Map`), by their names with colon, in lower case. */
export function pathMaps(comp: Comp): ReadonlyMap<string, string> {
  const maps = new Map<string, string>();
  const preferences = comp.root && tableNamed(comp.root, 'Prefs');
  const ofComp = preferences && tableNamed(preferences, 'Comp');
  const paths = ofComp && tableNamed(ofComp, 'Paths');
  for (const { key, value } of (paths && tableNamed(paths, 'Map'))?.entries ?? []) {
    if (key !== undefined && value?.kind === 'string') maps.set(key.name.toLowerCase(), value.value);
  }
  return maps;
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
