import { l10n } from 'vscode';
import type { Comparison } from '../../server/protocol/versions.ts';

/** Characters of a value that are shown. */
const SHOWN = 80;

/** What is not the same in two comps, as Markdown: a heading for each kind of change, a table for the fields of a tool. */
export function comparisonMarkdown(comparison: Comparison, title: string): string {
  const { added, removed, changed, moved, composition } = comparison;
  const parts = [
    `# ${escaped(title)}`,
    ...section(l10n.t('Added'), added.map(mention)),
    ...section(l10n.t('Removed'), removed.map(mention)),
    ...(composition.length === 0 ? [] : [`## ${l10n.t('Composition')}`, table(composition)]),
    ...(changed.length === 0 ? [] : [`## ${l10n.t('Changed')}`]),
    ...changed.flatMap((tool) => [
      `### ${heading(tool)}`,
      ...(tool.pathBefore === undefined ? [] : [l10n.t('Renamed: it was {0}.', code(tool.pathBefore))]),
      ...(tool.idBefore === undefined ? [] : [l10n.t('Another kind of tool: it was {0}.', code(tool.idBefore))]),
      ...(tool.fields.length === 0 ? [] : [table(tool.fields)]),
    ]),
    ...(moved === 0 ? [] : [l10n.t('Tools that stand elsewhere in the flow: {0}', moved)]),
  ];
  if (parts.length === 1) parts.push(l10n.t('Nothing has changed.'));
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}

function mention({ path, id }: Comparison['added'][number]): string {
  return `${code(path)} (${escaped(id)})`;
}

function heading({ path, id }: Comparison['changed'][number]): string {
  return `${escaped(path)} (${escaped(id)})`;
}

function table(fields: Comparison['composition']): string {
  const rows = fields.map(({ field, before, after }) => `| ${code(field)} | ${value(before)} | ${value(after)} |`);
  return [`| ${l10n.t('Field')} | ${l10n.t('Before')} | ${l10n.t('Now')} |`, '| --- | --- | --- |', ...rows].join('\n');
}

function value(text: string | undefined): string {
  if (text === undefined) return '–';
  const line = text.replace(/\s+/g, ' ');
  return code(line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}…`);
}

/** Names and values are anybody's text: in code nothing of it means anything, but for bars and marks of code. */
function code(text: string): string {
  const ticks = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1;
  const mark = '`'.repeat(ticks);
  const inner = text.replaceAll('|', '\\|');
  return text.startsWith('`') || text.endsWith('`') ? `${mark} ${inner} ${mark}` : `${mark}${inner}${mark}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&');
}
