import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { compsIn, specUsers } from '../../project/spec-users.ts';
import type { CodeLens, LensText } from '../answers/code-lenses.ts';
import type { Pausing } from '../pausing.ts';

/** So many folders of steps are looked into. */
const MOST_FOLDERS = 1_000;

/** So many comps are handed to the editor, to choose one. */
const MOST_COMPS = 200;

/** A line above the spec that says who uses it; none outside of a project. */
export function* specLenses({ yaml }: RenderSpecText, { project }: CompPlace): Pausing<CodeLens> {
  if (project?.config === undefined) return;
  const first = yaml.root?.kind === 'map' ? yaml.root.pairs[0]?.key.range : undefined;
  yield { kind: 'users', range: first ?? { start: 0, end: 0 } };
}

/** How many comps use the spec; a click lists them. */
export async function usersText(place: CompPlace): Promise<LensText | undefined> {
  const users = await specUsers(place, MOST_FOLDERS);
  if (users === undefined || place.itemsIn === undefined) return undefined;
  const { steps, folders, isCut } = users;
  if (steps.length === 0) return { title: 'No step of compline.yaml has this render spec' };
  const { comps, count } = await compsIn(folders, place.itemsIn);
  const ofSteps = `of ${steps.length === 1 ? 'step' : 'steps'} ${steps.join(', ')}`;
  const title = `Used by ${isCut ? 'more than ' : ''}${count} ${count === 1 ? 'comp' : 'comps'} ${ofSteps}`;
  if (comps.length === 0) return { title };
  return {
    title,
    tooltip: 'Show the comps',
    command: { id: 'compline.showComps', arguments: comps.slice(0, MOST_COMPS), ofExtension: true },
  };
}
