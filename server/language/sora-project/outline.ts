import { type Member, rangeOf, stringIn } from '../../formats/json/json-tree.ts';
import { sizeText } from '../../formats/sora/models.ts';
import type { ProjectItem, SoraProject } from '../../formats/sora/project.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { OutlineItem } from '../language-support.ts';
import type { Pausing } from '../pausing.ts';
import { numbersOf, shorten } from './words.ts';

/** The project with its shots, templates and settings, in document order. */
export function* outlineOf(project: SoraProject): Pausing<OutlineItem> {
  const { root, settings } = project;
  if (root === undefined) return;
  const name = root.byName.get('name');
  const range = rangeOf(root.node);
  yield {
    name: stringIn(root, 'name') || 'Project',
    detail: count(project.shots.length, 'shot'),
    kind: 'project',
    range,
    nameRange: name?.value === undefined ? { start: range.start, end: range.start + 1 } : rangeOf(name.value),
    depth: 0,
  };
  const known = ['shots', 'templates', 'settings'] as const;
  const members = known.flatMap((each) => ({ each, member: root.byName.get(each) }));
  members.sort((a, b) => (a.member?.key.offset ?? 0) - (b.member?.key.offset ?? 0));
  for (const { each, member } of members) {
    if (member?.value === undefined) continue;
    if (each !== 'settings') yield* listOf(project, each, member);
    else if (settings !== undefined) yield { ...partOf(member), detail: '', kind: 'settings' };
  }
}

function* listOf(project: SoraProject, name: 'shots' | 'templates', member: Member): Generator<OutlineItem> {
  const items = project[name];
  yield { ...partOf(member), detail: String(items.length), kind: 'list' };
  for (const item of items) yield itemOf(item);
}

function partOf({ name, key, property }: Member): Omit<OutlineItem, 'detail' | 'kind'> {
  return { name, range: rangeOf(property), nameRange: rangeOf(key), depth: 1 };
}

function itemOf(item: ProjectItem): OutlineItem {
  const { part, kind } = item;
  const range = rangeOf(part.node);
  const nameRange = nameRangeOf(item) ?? { start: range.start, end: range.start + 1 };
  return { name: nameOf(item), detail: detailOf(item), kind, range, nameRange, depth: 2 };
}

/** What to call a shot or template where it stands in a list: the beginning of its prompt, or its name. */
export function nameOf({ kind, index, part, prompt }: ProjectItem): string {
  const name = kind === 'template' ? stringIn(part, 'name') : undefined;
  if (name !== undefined && name.trim() !== '') return name;
  const number = `${kind === 'shot' ? 'Shot' : 'Template'} ${index + 1}`;
  const words = shorten(prompt?.text ?? '', 50).trim();
  return words === '' ? number : `${number}: ${words}`;
}

function detailOf({ part }: ProjectItem): string {
  const { width, height, seconds } = numbersOf(part);
  const size = width === undefined || height === undefined ? undefined : sizeText({ width, height });
  const duration = seconds === undefined ? undefined : `${seconds} s`;
  return [stringIn(part, 'model'), size, duration, stringIn(part, 'status')]
    .filter((it) => it !== undefined)
    .join(', ');
}

function nameRangeOf({ kind, part }: ProjectItem): TextRange | undefined {
  const value = part.byName.get(kind === 'shot' ? 'prompt' : 'name')?.value ?? part.byName.get('id')?.value;
  return value && rangeOf(value);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
