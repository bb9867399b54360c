import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import { renameFiles } from '../../../formats/comp/rename-files.ts';
import { chosenFile, type Refactoring } from './refactoring.ts';
import { RootNames } from './root-names.ts';

/** Writes the absolute path at the cursor with the path map of the root that it is below, and gives the comp that map. */
export const toRoot: Refactoring = {
  id: 'to-root',
  kind: 'rewrite',
  offer(scene) {
    const file = chosenFile(scene);
    const roots = scene.place?.roots;
    if (file === undefined || !isAbsoluteName(file.name) || roots?.areAny !== true) return undefined;
    const written = new RootNames(scene.comp, roots).withMap(file.name);
    if ('whyNot' in written) return { title: 'Write the path with its root', disabled: written.whyNot };
    return { title: `Write the path with its root: ${written.name}` };
  },
  *edits(scene) {
    const file = chosenFile(scene);
    const roots = scene.place?.roots;
    if (file === undefined || roots === undefined) return;
    const names = new RootNames(scene.comp, roots);
    const written = names.withMap(file.name);
    if ('whyNot' in written) return;
    yield* renameFiles(scene.comp, [{ file, name: written.name }]);
    yield* names.addMaps([written.root]);
  },
};
