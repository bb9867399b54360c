import { isAbsoluteName, mapOf } from '../../../formats/comp/folder-names.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import { renameFiles } from '../../../formats/comp/rename-files.ts';
import { chosenFile, type Refactoring, type Scene } from './refactoring.ts';

/** Writes the path at the cursor absolutely: with the folder that its path map stands for. */
export const toAbsolutePath: Refactoring = {
  id: 'to-absolute-path',
  kind: 'inline',
  offer(scene) {
    const file = chosenFile(scene);
    if (file === undefined || isAbsoluteName(file.name)) return undefined;
    if (absolute(scene, file.name) !== undefined) return { title: 'Write the path absolutely' };
    return { title: 'Write the path absolutely', disabled: whyNot(scene, file.name) };
  },
  *edits(scene) {
    const file = chosenFile(scene);
    const name = file && absolute(scene, file.name);
    if (file !== undefined && name !== undefined) yield* renameFiles(scene.comp, [{ file, name }]);
  },
};

function absolute({ comp, place }: Scene, name: string): string | undefined {
  return place?.resolve(name, pathMaps(comp));
}

function whyNot({ place }: Scene, name: string): string {
  if (place === undefined) return 'This comp is no file on this disk.';
  return `Only Fusion's preferences say what ${mapOf(name) ?? 'this name'} stands for.`;
}
