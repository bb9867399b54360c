import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import { type NewName, renameFiles } from '../../../formats/comp/rename-files.ts';
import { FittingMaps } from './fitting-map.ts';
import { chosenFile, type Refactoring } from './refactoring.ts';

/** Writes every absolute path of the comp with the path map that fits it best. */
export const allToPathMaps: Refactoring = {
  id: 'all-to-path-maps',
  kind: 'rewrite',
  offer(scene) {
    const file = chosenFile(scene);
    if (!scene.isInvoked || file === undefined || !isAbsoluteName(file.name)) return undefined;
    return { title: 'Write all absolute paths with path maps' };
  },
  *edits({ comp, files, place }) {
    const maps = new FittingMaps(comp, place);
    const names: NewName[] = [];
    for (const file of files.ofTools(comp)) {
      const name = file && isAbsoluteName(file.name) ? maps.write(file.name) : undefined;
      if (file !== undefined && name !== undefined) names.push({ file, name });
      yield undefined;
    }
    yield* renameFiles(comp, names);
  },
};
