import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { findSteps } from '../../project/find-steps.ts';
import { loadProject } from '../../project/load-project.ts';
import { Places } from '../../project/places.ts';
import { severitiesOf } from '../../project/silenced-codes.ts';
import type { Scene } from '../../protocol/scenes.ts';
import { readScene } from './read-scene.ts';

/** So many comps are read at once. */
const AT_ONCE = 4;
/** So many comps are listed. */
const MOST = 5_000;

/** The comps of projects: what they read, and what is wrong with them. */
export class Scenes {
  /**
   * Every comp in the folders of a project's steps, in the order of their paths; copies in `_versions` and the like are
   * none. What cannot be read says so. Errors: those of reading the configuration.
   */
  async list(project: string): Promise<Scene[]> {
    const { root, config } = await loadProject(project);
    const comps = await compsOf(root);
    const places = new Places();
    const scenes: Scene[] = [];
    const read = async (from: number): Promise<void> => {
      for (let at = from; at < comps.length; at += AT_ONCE) {
        const found = comps[at];
        if (found === undefined) continue;
        const place = await places.placeOf(found.comp);
        const severities = config === undefined ? {} : severitiesOf(config, root, found.comp);
        scenes[at] = { ...found, ...(await readScene(place, severities)) };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, from) => read(from)));
    return scenes;
  }
}

async function compsOf(root: string): Promise<{ readonly comp: string; readonly stepFolder: string }[]> {
  const found: { comp: string; stepFolder: string }[] = [];
  for (const { folder } of await findSteps(root)) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^[^.].*\.comp$/i.test(name)).sort();
    for (const name of names) {
      const comp = path.join(folder, name);
      const isFile = await stat(comp).then(
        (stats) => stats.isFile(),
        () => false,
      );
      if (isFile) found.push({ comp, stepFolder: folder });
      if (found.length === MOST) return found;
    }
  }
  return found;
}
