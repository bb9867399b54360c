import { below, folderOf } from '../../../formats/comp/folder-names.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { expandPath, ownPathMaps, pathMaps } from '../../../formats/comp/path-maps.ts';
import type { CompPlace } from '../../../project/comp-place.ts';

/** A path map and the one folder that it stands for. */
interface MappedFolder {
  readonly map: string;
  readonly folder: string;
}

/** The path maps that names of a comp can be written with: its own, and `Comp:` where it lies on disk. */
export class FittingMaps {
  readonly #folders: readonly MappedFolder[];

  constructor(comp: Comp, place: CompPlace | undefined) {
    const maps = pathMaps(comp);
    const own = ownPathMaps(comp)
      // Of several folders that are tried in turn, none is sure to be the one that is found.
      .filter(({ target }) => !target.includes(';'))
      .map(({ name, target }) => ({ map: name, folder: place?.resolve(target, maps) ?? expandPath(target, maps) }));
    this.#folders = place === undefined ? own : [...own, { map: 'Comp:', folder: folderOf(place.file) }];
  }

  /** A path written with the map of the nearest folder above it, `only` with that one where it is named. */
  write(path: string, only?: string): string | undefined {
    let best: MappedFolder | undefined;
    for (const candidate of this.#folders) {
      if (only !== undefined && candidate.map.toLowerCase() !== only.toLowerCase()) continue;
      if (below(candidate.folder, path) === undefined) continue;
      if (best === undefined || candidate.folder.length > best.folder.length) best = candidate;
    }
    if (best === undefined) return undefined;
    const rest = below(best.folder, path) ?? '';
    return `${best.map}${rest.includes('\\') ? '\\' : '/'}${rest}`;
  }
}
