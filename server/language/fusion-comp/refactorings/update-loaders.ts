import { chosenTools, type Refactoring } from './refactoring.ts';

/** Has all Loaders read the newest version that is published of what they read. */
export const updateLoaders: Refactoring = {
  id: 'update-loaders',
  kind: 'rewrite',
  offer(scene) {
    if (scene.place === undefined || !chosenTools(scene).some((tool) => tool.id === 'Loader')) return undefined;
    const command = { id: 'compline.applyNewestVersions', arguments: [], ofExtension: false };
    return { title: 'Update all Loaders to the newest published version', command };
  },
  edits: () => [],
};
