// usage: render-spec-table.ts
// Writes the table of keys in docs/render-specs.md from the schema of render specs.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { specGuide } from '../server/formats/render-spec/spec-guide.ts';
import type { ValueGuide } from '../server/formats/yaml/guide.ts';
import { parseYaml } from '../server/formats/yaml/yaml-text.ts';
import { at } from './lib/paths.mjs';

const PAGE = at('docs', 'render-specs.md');
const HEAD = '| key | value | meaning |\n| --- | --- | --- |\n';
const nothing = parseYaml('');

/** The table, a row for each key that is known. */
export function renderSpecTable(): string {
  return HEAD + rows([]).join('');
}

function rows(path: readonly string[]): string[] {
  return (specGuide.valueAt(nothing, path)?.keys() ?? []).flatMap(({ name }) => {
    const value = specGuide.valueAt(nothing, [...path, name]);
    if (value === undefined) return [];
    const row = `| \`${[...path, name].join('.')}\` | ${kindOf(value)} | ${meaningOf(value)} |\n`;
    return name === 'properties' ? [row] : [row, ...rows([...path, name])];
  });
}

function kindOf({ shapes, choices, isOpen }: ValueGuide): string {
  const isList = choices.length > 0 && choices.length < 5 && !isOpen && !shapes.includes('true or false');
  if (isList) return choices.map(({ value }) => `\`${String(value)}\``).join(', ');
  return shapes.filter((shape) => shape !== 'nothing').join(' or ');
}

function meaningOf({ description = '', standard }: ValueGuide): string {
  const isShown = standard !== undefined && typeof standard !== 'object';
  const escaped = description.replace(/[_|]/g, '\\$&');
  return `${escaped}${isShown ? ` Default: \`${String(standard)}\`.` : ''}`;
}

/** The page with the table as it should be. */
export function withTable(page: string): string {
  return page.replace(/\| key \| value \| meaning \|\n(?:\|.*\n)+/, () => renderSpecTable());
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8')));
