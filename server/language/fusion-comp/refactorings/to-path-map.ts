import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import { renameFiles } from '../../../formats/comp/rename-files.ts';
import { FittingMaps } from './fitting-map.ts';
import { chosenFile, type Refactoring } from './refactoring.ts';

/** Writes the absolute path at the cursor with the path map that fits it best. */
export const toPathMap: Refactoring = {
  id: 'to-path-map',
  kind: 'rewrite',
  offer(scene) {
    const file = chosenFile(scene);
    if (file === undefined || !isAbsoluteName(file.name)) return undefined;
    const name = new FittingMaps(scene.comp, scene.place).write(file.name);
    if (name !== undefined) return { title: `Write the path as ${name}` };
    return { title: 'Write the path with a path map', disabled: 'No path map of this comp stands for a folder above.' };
  },
  *edits(scene) {
    const file = chosenFile(scene);
    const name = file && new FittingMaps(scene.comp, scene.place).write(file.name);
    if (file !== undefined && name !== undefined) yield* renameFiles(scene.comp, [{ file, name }]);
  },
};
