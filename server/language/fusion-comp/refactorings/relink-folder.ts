import { folderOf } from '../../../formats/comp/folder-names.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import { chosenFile, type Refactoring } from './refactoring.ts';
import { absolutePath } from './relink.ts';

/** Asks for the folder that takes the place of the one at the cursor, in all paths of the comp. */
export const relinkFolder: Refactoring = {
  id: 'relink-folder',
  kind: 'rewrite',
  offer(scene) {
    const { comp, place } = scene;
    const file = chosenFile(scene);
    if (file === undefined || place === undefined) return undefined;
    const path = absolutePath(file.name, pathMaps(comp), place);
    if (path === undefined) return undefined;
    const command = { id: 'compline.relinkFolder', arguments: [folderOf(path)], ofExtension: true };
    return { title: 'Relink this folder…', command };
  },
  edits: () => [],
};
