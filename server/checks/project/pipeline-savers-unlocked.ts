import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** The Savers by which the pipeline renders, for projects that want them locked against changes by accident. */
export const pipelineSaversUnlocked: ProjectCheck = {
  code: 'pipeline-savers-unlocked',
  title: 'A Saver that the pipeline renders is not locked.',
  defaultSeverity: 'off',
  *run(comp) {
    const working = workingComp(comp);
    if (working === undefined) return;
    for (const { name, nameRange, isLocked } of comp.facts.savers) {
      if (isLocked || (name !== working.finalSaver && name !== working.previewSaver)) continue;
      yield { message: `${name}, which the pipeline renders, is not locked.`, range: nameRange };
    }
  },
};
