import { isAbsoluteName } from '../../../formats/comp/folder-names.ts';
import { renameFiles } from '../../../formats/comp/rename-files.ts';
import { PLATFORM_NAMES } from '../../../project/roots.ts';
import { chosenFile, type Refactoring, type Scene } from './refactoring.ts';

/** Writes a path of another platform at the cursor as this machine knows it, by the roots of the project. */
export const toThisPlatform: Refactoring = {
  id: 'to-this-platform',
  kind: 'inline',
  offer(scene) {
    const roots = scene.place?.roots;
    const name = roots && nameHere(scene);
    if (roots === undefined || name === undefined) return undefined;
    return { title: `Write the path for ${PLATFORM_NAMES[roots.here]}: ${name}` };
  },
  *edits(scene) {
    const file = chosenFile(scene);
    const name = nameHere(scene);
    if (file !== undefined && name !== undefined) yield* renameFiles(scene.comp, [{ file, name }]);
  },
};

function nameHere(scene: Scene): string | undefined {
  const file = chosenFile(scene);
  if (file === undefined || !isAbsoluteName(file.name)) return undefined;
  const name = scene.place?.roots?.translate(file.name);
  return name === file.name ? undefined : name;
}
