import type { JsonNode } from '../../../formats/json/json-tree.ts';
import type { SoraProject } from '../../../formats/sora/project.ts';

/**
 * The text of a project of the same length, with blanks instead of all shots and templates but those around an offset:
 * what keys an object may have does not depend on the others, and the JSON service reads a text in one go.
 */
export function nearbyText({ text, root }: SoraProject, offset: number): string {
  const lists = ['shots', 'templates'].flatMap((name) => root?.byName.get(name)?.value ?? []);
  const gaps = lists.flatMap((list) => gapsIn(list, offset)).sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let end = 0;
  for (const gap of gaps) {
    pieces.push(text.slice(end, gap.start), ' '.repeat(gap.end - gap.start));
    end = gap.end;
  }
  return [...pieces, text.slice(end)].join('');
}

/** What is before the element before the one at an offset, and after the one that follows. */
function gapsIn(list: JsonNode, offset: number): readonly { readonly start: number; readonly end: number }[] {
  const elements = list.children ?? [];
  const found = elements.findIndex((element) => offset <= element.offset + element.length);
  const at = found === -1 ? elements.length - 1 : found;
  const [first, before, after, last] = [elements[0], elements[Math.max(0, at - 1)], elements[at + 1], elements.at(-1)];
  if (first === undefined || before === undefined || last === undefined) return [];
  const isClosed = list.offset + list.length > last.offset + last.length;
  const gaps = [{ start: first.offset, end: before.offset }];
  if (after !== undefined && isClosed)
    gaps.push({ start: after.offset + after.length, end: last.offset + last.length });
  return gaps.filter(({ start, end }) => start < end);
}
