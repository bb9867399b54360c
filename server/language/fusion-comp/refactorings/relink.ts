import { below, folderOf, isAbsoluteName, joinName, mapOf } from '../../../formats/comp/folder-names.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { expandPath, pathMaps } from '../../../formats/comp/path-maps.ts';
import { type NewName, renameFiles } from '../../../formats/comp/rename-files.ts';
import type { TextEdit } from '../../../formats/text/range.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { UsedFolder } from '../../answers/relinking.ts';
import type { Pausing } from '../../pausing.ts';
import type { CompFiles } from '../comp-files.ts';
import { FittingMaps } from './fitting-map.ts';

/** What a name stands for: absolute here, or absolute on another platform; absent where nobody here knows. */
export function absolutePath(name: string, maps: ReadonlyMap<string, string>, place: CompPlace): string | undefined {
  const path = place.resolve(name, maps);
  if (path !== undefined) return path;
  const expanded = expandPath(name, maps);
  return isAbsoluteName(expanded) ? expanded : undefined;
}

/**
 * Moves every path of a comp that is below the folder `from` to the same place below `to`, both absolute. A path that
 * was written with a path map still is where the map reaches the new folder, and is absolute otherwise.
 */
export function* relink(comp: Comp, files: CompFiles, place: CompPlace, from: string, to: string): Pausing<TextEdit> {
  const maps = pathMaps(comp);
  const fitting = new FittingMaps(comp, place);
  const names: NewName[] = [];
  for (const file of files.ofTools(comp)) {
    const path = file && absolutePath(file.name, maps, place);
    const rest = path === undefined ? undefined : below(from, path);
    if (file !== undefined && rest !== undefined) {
      const moved = joinName(to, rest);
      const map = isAbsoluteName(file.name) ? undefined : (mapOf(file.name) ?? 'Comp:');
      names.push({ file, name: (map && fitting.write(moved, map)) ?? moved });
    }
    yield undefined;
  }
  yield* renameFiles(comp, names);
}

/** The folders of the files that a comp names, each once with the number of files in it, in the order of their names. */
export function* usedFolders(comp: Comp, files: CompFiles, place: CompPlace): Pausing<UsedFolder> {
  const maps = pathMaps(comp);
  const counts = new Map<string, number>();
  for (const file of files.ofTools(comp)) {
    const path = file && absolutePath(file.name, maps, place);
    if (path !== undefined) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
    yield undefined;
  }
  yield* [...counts]
    .map(([folder, count]) => ({ folder, files: count }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
