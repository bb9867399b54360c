import { numberIn, type ObjectPart, stringIn } from '../../formats/json/json-tree.ts';
import { nearestDuration, type VideoModel, videoModel } from '../../formats/sora/models.ts';
import { itemName, type ProjectItem, type SoraProject } from '../../formats/sora/project.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { isWanted } from './model-uses.ts';
import { capital, listed, openingOf, placeIn, placeOf } from './words.ts';

/** Lengths of videos that the model at hand does not make. */
export const soraDuration: DocumentCheck<CheckedProject> = {
  code: 'sora-duration',
  title: 'The model does not make videos of this length.',
  defaultSeverity: 'error',
  *run({ project }) {
    for (const item of [...project.shots, ...project.templates]) {
      yield* wrongDuration(item);
      yield undefined;
    }
    yield* wrongWindowDuration(project);
  },
};

function* wrongDuration(item: ProjectItem): Generator<Observation> {
  const seconds = numberIn(item.part, 'duration_s');
  if (seconds === undefined) return;
  const range = placeIn(item, 'duration_s');
  if (seconds <= 0) {
    yield { message: `${capital(itemName(item))} has no length: ${seconds} seconds.`, range };
    return;
  }
  const model = videoModel(stringIn(item.part, 'model'));
  if (model === undefined || model.durations.includes(seconds)) return;
  const hint = isWanted(item) ? {} : { severity: 'hint' as const };
  const kept = item.kind === 'template' ? ' Sora Studio leaves the length as it is when the template is used.' : '';
  yield { ...hint, message: `${durationsOf(model, seconds)}.${kept}`, range, fixes: fixesFor(model, seconds, range) };
}

function* wrongWindowDuration({ root }: SoraProject): Generator<Observation> {
  const seconds = numberIn(root, 'current_duration');
  const model = videoModel(stringIn(root, 'current_model') ?? 'sora-2');
  if (root === undefined || seconds === undefined || model === undefined || model.durations.includes(seconds)) return;
  const range = placeOfCurrent(root);
  // The desktop application writes 5 into every new project, which none of its models has.
  const message = `${durationsOf(model, seconds)}. Sora Studio shows another length than it saves here.`;
  yield { severity: 'hint', message, range, fixes: fixesFor(model, seconds, range) };
}

function placeOfCurrent(root: ObjectPart): TextRange {
  const member = root.byName.get('current_duration');
  return member === undefined ? openingOf(root.node) : placeOf(member);
}

function durationsOf({ name, durations }: VideoModel, seconds: number): string {
  return `${name} makes videos of ${listed(durations.map(String), 'or')} seconds, not ${seconds}`;
}

function fixesFor(model: VideoModel, seconds: number, range: TextRange): readonly Fix[] {
  const nearest = nearestDuration(model, seconds);
  if (nearest === undefined) return [];
  return [nearest, ...model.durations.filter((each) => each !== nearest)].map((each) => ({
    title: `Change to ${each} seconds`,
    edits: [{ range, newText: String(each) }],
  }));
}
