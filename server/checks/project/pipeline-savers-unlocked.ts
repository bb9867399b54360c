import type { Fix } from '../check.ts';
import type { ProjectCheck } from '../project-check.ts';
import type { NumberInText, SaverInPlace } from '../project-facts.ts';
import { workingComp } from './working-comp.ts';

/** The Savers by which the pipeline renders, for projects that want them locked against changes by accident. */
export const pipelineSaversUnlocked: ProjectCheck = {
  code: 'pipeline-savers-unlocked',
  title: 'A Saver that the pipeline renders is not locked.',
  defaultSeverity: 'off',
  *run(comp) {
    const working = workingComp(comp);
    if (working === undefined) return;
    const names = [working.finalSaver, working.previewSaver];
    const unlocked = comp.facts.savers.filter(({ name, isLocked }) => !isLocked && names.includes(name));
    const fix = lockAll(unlocked, comp.facts.lockedTools);
    for (const { name, nameRange } of unlocked) {
      yield { message: `${name}, which the pipeline renders, is not locked.`, range: nameRange, fixes: [fix] };
    }
  },
};

/** Locks all of them at once: each alone would set the same counter. */
function lockAll(savers: readonly SaverInPlace[], count: NumberInText | undefined): Fix {
  const edits = savers.flatMap(({ lockEdits }) => lockEdits);
  const counted = count && { range: count.range, newText: String(count.value + savers.length) };
  const title = `Lock ${savers.map(({ name }) => name).join(' and ')}`;
  return { title, edits: counted === undefined ? edits : [...edits, counted], preferred: true };
}
