import { isSaver } from '../../../formats/comp/saver.ts';
import { chosenTools, type Refactoring } from './refactoring.ts';

/** Writes what the Saver at the cursor writes as a render spec; where that goes, the user is asked. */
export const createSpec: Refactoring = {
  id: 'create-spec',
  kind: 'rewrite',
  offer(scene) {
    const [saver, ...more] = chosenTools(scene);
    if (saver === undefined || more.length > 0 || !isSaver(saver)) return undefined;
    const command = {
      id: 'compline.createSpecFromSaver',
      arguments: [String(saver.nameRange.start)],
      ofExtension: true,
    };
    return { title: `Create a render spec from ${saver.name}…`, command };
  },
  edits: () => [],
};
