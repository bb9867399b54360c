import { getLocation } from 'jsonc-parser';
import { objectPart, stringIn } from '../../../formats/json/json-tree.ts';
import { modelState, sizeText, VIDEO_MODELS, type VideoModel, videoModel } from '../../../formats/sora/models.ts';
import { itemOfPath, keyOfPath } from '../../../formats/sora/place-in-project.ts';
import type { SoraProject } from '../../../formats/sora/project.ts';
import { keyFacts, SHOT_STATUSES } from '../../../formats/sora/schema.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { Completion, Completions } from '../../answers/completion.ts';
import type { SoraSite } from '../site.ts';
import { filesIn } from './files.ts';

/** The values that more than the format decides: models, sizes, lengths, statuses, files. */
export async function valuesAt(site: SoraSite, offset: number): Promise<Completions | undefined> {
  const { project } = site;
  const location = getLocation(project.text, offset);
  if (location.isAtPropertyKey) return undefined;
  const path = location.path.filter((part) => part !== '');
  const { kind, key } = keyOfPath(path);
  const role = kind === undefined || key === undefined ? undefined : keyFacts(kind, key)?.role;
  if (kind === undefined || key === undefined || role === undefined) return undefined;
  const range = rangeOfValue(project, location.previousNode, offset);
  if (range === undefined) return undefined;
  const part = itemOfPath(project, path)?.part ?? objectPart(project.tree.root);
  const model = videoModel(stringIn(part, kind === 'project' ? 'current_model' : 'model'));
  const insertRange = { start: range.start, end: Math.max(range.start, Math.min(offset, range.end)) };
  const found = (items: readonly Completion[]): Completions => ({
    items,
    insertRange,
    replaceRange: range,
    otherEdits: [],
    isCut: false,
  });
  switch (role) {
    case 'model':
      return found(models(site.host.today()));
    case 'status':
      return found(SHOT_STATUSES.map(([status, meaning]) => text(status, meaning)));
    case 'size':
      return found(sizes(key, model));
    case 'duration':
      return found(durations(model));
    case 'image-paths':
    case 'path':
    case 'folder':
      return filesIn(site, role, key, range, offset);
    default:
      return undefined;
  }
}

/** The value at the cursor, or the place where one is to be written. */
function rangeOfValue(
  { text: whole }: SoraProject,
  node: { readonly type: string; readonly offset: number; readonly length: number } | undefined,
  offset: number,
): TextRange | undefined {
  if (node !== undefined && node.offset <= offset && offset <= node.offset + node.length) {
    return node.type === 'object' || node.type === 'array' || node.type === 'property'
      ? undefined
      : { start: node.offset, end: node.offset + node.length };
  }
  const before = /[\w.+-]*$/.exec(whole.slice(Math.max(0, offset - 50), offset))?.[0] ?? '';
  const after = /^[\w.+-]*/.exec(whole.slice(offset, offset + 50))?.[0] ?? '';
  return { start: offset - before.length, end: offset + after.length };
}

function models(today: string): readonly Completion[] {
  return VIDEO_MODELS.map((model) => ({
    ...text(model.id, stateWords(model, today)),
    topic: ['model', model.id],
  }));
}

function stateWords(model: VideoModel, today: string): string {
  const state = modelState(model, today);
  if (state === 'retired') return `ended ${model.retires}`;
  return state === 'ending' ? `ends ${model.retires}` : model.provider;
}

function sizes(key: string, model: VideoModel | undefined): readonly Completion[] {
  const known = (model === undefined ? VIDEO_MODELS : [model]).flatMap((each) => each.sizes);
  const unique = [...new Map(known.map((size) => [sizeText(size), size])).values()];
  if (key === 'current_size') return unique.map((size) => text(sizeText(size)));
  const isWidth = key === 'width';
  const byNumber = new Map<number, string[]>();
  for (const size of unique) {
    const number = isWidth ? size.width : size.height;
    byNumber.set(number, [...(byNumber.get(number) ?? []), sizeText(size)]);
  }
  return [...byNumber].map(([number, texts]) => ({ ...plain(String(number)), description: texts.join(', ') }));
}

function durations(model: VideoModel | undefined): readonly Completion[] {
  const known = (model === undefined ? VIDEO_MODELS : [model]).flatMap((each) => each.durations);
  return [...new Set(known)].map((seconds) => ({ ...plain(String(seconds)), description: 'seconds' }));
}

function text(value: string, description?: string): Completion {
  const json = JSON.stringify(value);
  return {
    label: value,
    kind: 'choice',
    insert: [json],
    filter: json,
    ...(description !== undefined && { description }),
  };
}

function plain(value: string): Completion {
  return { label: value, kind: 'value', insert: [value] };
}
