import { changeState } from '../../../formats/comp/edits.ts';
import { pipelineSavers } from '../pipeline-savers.ts';
import { chosenTools, type Refactoring } from './refactoring.ts';

/**
 * Locks the Savers that are published and previewed, also the one that the step's configuration names; where all of
 * them are locked, unlocks them.
 */
export const lockPipelineSavers: Refactoring = {
  id: 'lock-pipeline-savers',
  kind: 'rewrite',
  offer(scene) {
    const savers = pipelineSavers(scene.comp, scene.place);
    if (savers.length === 0 || !chosenTools(scene).some((tool) => tool.id === 'Saver')) return undefined;
    const verb = savers.some((tool) => !tool.locked) ? 'Lock' : 'Unlock';
    return { title: `${verb} the pipeline's Savers: ${savers.map(({ name }) => name).join(', ')}` };
  },
  edits(scene) {
    const savers = pipelineSavers(scene.comp, scene.place);
    const isOn = savers.some((tool) => !tool.locked);
    return changeState(scene.comp, savers, 'Locked', isOn);
  },
};
