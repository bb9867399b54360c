import { setLocked } from '../../formats/comp/edits.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { PipelineLocks } from '../answers/pipeline-locks.ts';
import { finalSaverOf } from './render-spec/saver-specs.ts';

/** The names that Ramses gives the Savers of final renders and previews. */
const PIPELINE_NAMES: ReadonlySet<string> = new Set(['_FINAL', '_PREVIEW']);

/** The Savers that are published and previewed, also the one that the step's configuration names. */
export function pipelineSavers(comp: Comp, place: CompPlace | undefined): readonly Tool[] {
  const configured = finalSaverOf(place);
  const isOfPipeline = ({ name }: Tool) => PIPELINE_NAMES.has(name) || name === configured;
  return (comp.toolsById.get('Saver') ?? []).filter(isOfPipeline);
}

/** What locks those of them that are not locked. */
export function lockPipeline(comp: Comp, place: CompPlace | undefined): PipelineLocks {
  const savers = pipelineSavers(comp, place);
  const namesOf = (isLocked: boolean) => savers.filter(({ locked }) => locked === isLocked).map(({ name }) => name);
  return { edits: setLocked(comp, savers, true), locked: namesOf(false), already: namesOf(true) };
}
