import { changeState } from '../../../formats/comp/edits.ts';
import type { Tool } from '../../../formats/comp/model.ts';
import { chosenTools, type Refactoring, type Scene } from './refactoring.ts';

/** The names that Ramses gives the Savers of final renders and previews. */
const PIPELINE_NAMES: ReadonlySet<string> = new Set(['_FINAL', '_PREVIEW']);

/**
 * Locks the Savers that are published and previewed, also the one that the step's configuration names; where all of
 * them are locked, unlocks them.
 */
export const lockPipelineSavers: Refactoring = {
  id: 'lock-pipeline-savers',
  kind: 'rewrite',
  offer(scene) {
    const savers = pipelineSavers(scene);
    if (savers.length === 0 || !chosenTools(scene).some((tool) => tool.id === 'Saver')) return undefined;
    const verb = savers.some((tool) => !tool.locked) ? 'Lock' : 'Unlock';
    return { title: `${verb} the pipeline's Savers: ${savers.map(({ name }) => name).join(', ')}` };
  },
  edits(scene) {
    const savers = pipelineSavers(scene);
    const isOn = savers.some((tool) => !tool.locked);
    return changeState(scene.comp, savers, 'Locked', isOn);
  },
};

function pipelineSavers({ comp, place }: Scene): readonly Tool[] {
  const { config, step } = place?.project ?? {};
  const configured = step && config?.steps[step.step.step]?.saver;
  const isOfPipeline = ({ name }: Tool) => PIPELINE_NAMES.has(name) || name === configured;
  return (comp.toolsById.get('Saver') ?? []).filter(isOfPipeline);
}
