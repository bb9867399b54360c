import { rangeOf, stringIn } from '../../formats/json/json-tree.ts';
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
  const parts: OutlineItem[][] = [listOf(project, 'shots'), listOf(project, 'templates')];
  const member = root.byName.get('settings');
  if (settings !== undefined && member !== undefined) {
    const nameRange = rangeOf(member.key);
    parts.push([
      { name: 'settings', detail: '', kind: 'settings', range: rangeOf(member.property), nameRange, depth: 1 },
    ]);
  }
  parts.sort(([a], [b]) => (a?.range.start ?? 0) - (b?.range.start ?? 0));
  for (const part of parts) yield* part;
}

function listOf({ root, shots, templates }: SoraProject, name: 'shots' | 'templates'): OutlineItem[] {
  const member = root?.byName.get(name);
  if (member?.value === undefined) return [];
  const items = name === 'shots' ? shots : templates;
  const detail = String(items.length);
  const list = { name, detail, kind: 'list', range: rangeOf(member.property), nameRange: rangeOf(member.key) } as const;
  return [{ ...list, depth: 1 }, ...items.map((item) => itemOf(item))];
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
