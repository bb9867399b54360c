import { numberIn, rangeOf, stringIn } from '../../formats/json/json-tree.ts';
import { hasSize, nearestSize, readSize, sizeText, type VideoModel, videoModel } from '../../formats/sora/models.ts';
import { itemName, type ProjectItem, type SoraProject } from '../../formats/sora/project.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { isWanted } from './model-uses.ts';
import { capital, listed, placeIn, shown } from './words.ts';

/** Sizes of pictures that the model at hand does not make. */
export const soraSize: DocumentCheck<CheckedProject> = {
  code: 'sora-size',
  title: 'The model does not make pictures of this size.',
  defaultSeverity: 'error',
  *run({ project }) {
    for (const item of [...project.shots, ...project.templates]) {
      yield* wrongSize(item);
      yield undefined;
    }
    yield* wrongWindowSize(project);
  },
};

function* wrongSize(item: ProjectItem): Generator<Observation> {
  const width = numberIn(item.part, 'width');
  const height = numberIn(item.part, 'height');
  if (width === undefined || height === undefined) return;
  const place = { range: placeIn(item, 'width'), related: [{ message: 'The height', range: placeIn(item, 'height') }] };
  if (width <= 0 || height <= 0) {
    yield { message: `${capital(itemName(item))} has no size: ${sizeText({ width, height })}.`, ...place };
    return;
  }
  const model = videoModel(stringIn(item.part, 'model'));
  if (model === undefined || hasSize(model, { width, height })) return;
  const hint = isWanted(item) ? {} : { severity: 'hint' as const };
  const kept = item.kind === 'template' ? ' Sora Studio leaves the size as it is when the template is used.' : '';
  const message = `${sizesOf(model)}, not ${sizeText({ width, height })}.${kept}`;
  yield { ...hint, message, ...place, fixes: fixesFor(item, model, { width, height }) };
}

function fixesFor(item: ProjectItem, model: VideoModel, wanted: { width: number; height: number }): readonly Fix[] {
  const nearest = nearestSize(model, wanted);
  if (nearest === undefined) return [];
  return [nearest, ...model.sizes.filter((size) => size !== nearest)].map((size) => ({
    title: `Change the size to ${sizeText(size)}`,
    edits: [
      { range: placeIn(item, 'width'), newText: String(size.width) },
      { range: placeIn(item, 'height'), newText: String(size.height) },
    ],
  }));
}

function* wrongWindowSize({ root }: SoraProject): Generator<Observation> {
  const value = root?.byName.get('current_size')?.value;
  const text = stringIn(root, 'current_size');
  if (value === undefined || text === undefined) return;
  const range = rangeOf(value);
  const size = readSize(text);
  const model = videoModel(stringIn(root, 'current_model') ?? 'sora-2');
  if (size === undefined) {
    const message = `\`${shown(text)}\` is no size: it is written as 1280x720.`;
    yield { severity: 'warning', message, range, ...(model && { fixes: windowFixes(model, range) }) };
  } else if (model !== undefined && !hasSize(model, size)) {
    const message = `${sizesOf(model)}, not ${text}. Sora Studio shows another size than it saves here.`;
    yield { severity: 'hint', message, range, fixes: windowFixes(model, range, size) };
  }
}

function windowFixes(
  model: VideoModel,
  range: { start: number; end: number },
  wanted = { width: 1280, height: 720 },
): readonly Fix[] {
  const nearest = nearestSize(model, wanted);
  if (nearest === undefined) return [];
  const size = sizeText(nearest);
  return [{ title: `Change to ${size}`, edits: [{ range, newText: JSON.stringify(size) }], preferred: true }];
}

function sizesOf({ name, sizes }: VideoModel): string {
  return `${name} makes ${listed(sizes.map(sizeText))}`;
}
