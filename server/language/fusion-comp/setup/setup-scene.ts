import type { Comp } from '../../../formats/comp/model.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { SceneSetup, SetupChange } from '../../answers/scene-setup.ts';
import { setupAnchors } from './setup-anchors.ts';
import { setupFormat } from './setup-format.ts';
import { setupLoaders } from './setup-loaders.ts';
import { setupRanges } from './setup-ranges.ts';

/** One part of setting a comp up: a file of its own, and a line in `PARTS`. */
export type SetupPart = (comp: Comp, place: CompPlace) => SceneSetup;

const PARTS: readonly SetupPart[] = [setupRanges, setupFormat, setupLoaders, setupAnchors];

/**
 * Sets a comp up as `compline.yaml` says of its shot: its ranges, the rate and size of its pictures, where its Loaders
 * start, and the Savers by which the pipeline renders. A comp that is set up already has no changes.
 */
export function setupScene(comp: Comp, place: CompPlace): SceneSetup {
  const { config, step } = place.project ?? {};
  if (comp.kind !== 'composition') return refused('Only a composition can be set up; this is a setting.');
  if (place.project === undefined)
    return refused('This comp is in no project: no folder above it holds compline.yaml.');
  if (config === undefined) return refused('compline.yaml cannot be used as it is. Mend it first.');
  if (step === undefined) return refused("This comp is in no step's folder.");
  if (step.reserved !== undefined) return refused(`What is in ${step.reserved} is kept as it was.`);
  if (comp.cutOff) return refused('The file breaks off. Mend it first.');
  const parts = PARTS.map((part) => part(comp, place));
  const changes: SetupChange[] = parts.flatMap((it) => it.changes).filter(({ edits }) => edits.length > 0);
  return { changes, notes: parts.flatMap((it) => it.notes) };
}

function refused(note: string): SceneSetup {
  return { changes: [], notes: [note] };
}
