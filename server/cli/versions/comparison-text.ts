import type { Comparison } from '../../protocol/versions.ts';
import { printable } from '../terminal.ts';

/** Characters of a value in a line. */
const SHOWN = 60;

/** What is not the same, a line each: `+` is new, `-` is gone, `~` has changed. */
export function comparisonText({ added, removed, changed, moved, composition }: Comparison): string {
  const lines = [
    ...composition.map((field) => `~ ${fieldText(field)}`),
    ...added.map(({ path, id }) => `+ ${path} (${id})`),
    ...removed.map(({ path, id }) => `- ${path} (${id})`),
    ...changed.flatMap((tool) => [
      `~ ${tool.path} (${kindText(tool)})${tool.pathBefore === undefined ? '' : `, was ${tool.pathBefore}`}`,
      ...tool.fields.map((field) => `    ${fieldText(field)}`),
    ]),
    ...(moved === 0 ? [] : [`${moved} ${moved === 1 ? 'tool stands' : 'tools stand'} elsewhere in the flow`]),
  ];
  if (lines.length === 0) return 'Nothing has changed.\n';
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function kindText({ id, idBefore }: Comparison['changed'][number]): string {
  return idBefore === undefined ? id : `${idBefore} → ${id}`;
}

function fieldText({ field, before, after }: Comparison['composition'][number]): string {
  if (before === undefined) return `${field}: ${short(after ?? '')} (new)`;
  if (after === undefined) return `${field}: ${short(before)} (gone)`;
  return `${field}: ${short(before)} → ${short(after)}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}…`;
}
