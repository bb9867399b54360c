import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import { type NewName, renameFiles } from '../../../formats/comp/rename-files.ts';
import { chosenFile, type Refactoring } from './refactoring.ts';
import { RootNames } from './root-names.ts';

/** Writes every absolute path of the comp with the path map of its root, and gives the comp these maps. */
export const allToRoots: Refactoring = {
  id: 'all-to-roots',
  kind: 'rewrite',
  offer(scene) {
    const file = chosenFile(scene);
    if (!scene.isInvoked || scene.place?.roots?.areAny !== true) return undefined;
    if (file === undefined || !isAbsoluteName(file.name)) return undefined;
    return { title: "Write all absolute paths with the project's roots" };
  },
  *edits({ comp, files, place }) {
    if (place?.roots === undefined) return;
    const names = new RootNames(comp, place.roots);
    const renamed: NewName[] = [];
    const roots = new Set<string>();
    for (const file of files.ofTools(comp)) {
      const written = file && isAbsoluteName(file.name) ? names.withMap(file.name) : undefined;
      if (file !== undefined && written !== undefined && 'name' in written) {
        renamed.push({ file, name: written.name });
        roots.add(written.root);
      }
      yield undefined;
    }
    yield* renameFiles(comp, renamed);
    yield* names.addMaps(roots);
  },
};
