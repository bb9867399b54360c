import { addPathMap } from '../../../formats/comp/add-path-map.ts';
import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { expandPath, ownPathMaps, pathMaps } from '../../../formats/comp/path-maps.ts';
import type { TextEdit } from '../../../formats/text/range.ts';
import type { RootedPath, Roots } from '../../../project/roots.ts';

/** How names in a comp are written by the roots of its project. */
export class RootNames {
  readonly #comp: Comp;
  readonly #roots: Roots;
  readonly #maps: ReadonlyMap<string, string>;

  constructor(comp: Comp, roots: Roots) {
    this.#comp = comp;
    this.#roots = roots;
    this.#maps = pathMaps(comp);
  }

  /** The root that an absolute path, also one behind a path map of the comp, is below. */
  rootOf(name: string): RootedPath | undefined {
    const expanded = expandPath(name, this.#maps);
    return isAbsoluteName(expanded) ? this.#roots.under(expanded) : undefined;
  }

  /** The name with the path map of its root, or why there is none. */
  withMap(name: string): { readonly name: string; readonly root: string } | { readonly whyNot: string } {
    const rooted = this.rootOf(name);
    if (rooted === undefined) return { whyNot: "None of the project's roots is above this path." };
    const map = this.#roots.mapOf(rooted.root);
    const written = this.#roots.withMap(rooted);
    if (map === undefined || written === undefined) {
      return { whyNot: `The root "${rooted.root}" has no "map" in compline.yaml.` };
    }
    if (this.#isAnother(map, rooted.root)) return { whyNot: `${map} stands for another folder in this comp.` };
    return { name: written, root: rooted.root };
  }

  /** The edits that give the comp the path maps of these roots that it does not have yet. */
  addMaps(roots: Iterable<string>): readonly TextEdit[] {
    const maps = [...new Set(roots)].flatMap((root) => {
      const map = this.#roots.mapOf(root);
      return map === undefined || this.#maps.has(map.toLowerCase()) ? [] : [{ map, root }];
    });
    return maps.flatMap(({ map, root }) => addPathMap(this.#comp, map, this.#roots.foldersOf(root)));
  }

  /** Whether the comp itself has the map for something else. */
  #isAnother(map: string, root: string): boolean {
    const own = ownPathMaps(this.#comp).findLast(({ name }) => name.toLowerCase() === map.toLowerCase());
    if (own === undefined) return false;
    return !own.target.split(';').some((folder) => {
      const rooted = this.#roots.under(folder);
      return rooted?.root === root && rooted.rest === '';
    });
  }
}
