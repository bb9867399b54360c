import { isSameId } from '../../formats/names/name-blocks.ts';
import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** A shot that the project does not list, although it lists its shots: a folder that was misspelt, or a shot that was cut. */
export const compShotUnknown: ProjectCheck = {
  code: 'comp-shot-unknown',
  title: 'A composition is of a shot that its project does not list.',
  defaultSeverity: 'information',
  *run(comp) {
    const { config, isShot, step } = workingComp(comp) ?? {};
    if (config === undefined || isShot !== true || step === undefined || step.item === '') return;
    const shots = Object.keys(config.shots);
    if (shots.length === 0 || shots.some((shot) => isSameId(shot, step.item))) return;
    yield { message: `The shot ${step.item} is not among the shots of the project.`, range: comp.facts.head };
  },
};
