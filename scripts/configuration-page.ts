// usage: configuration-page.ts
// Writes docs/configuration.md, the description of compline.yaml, from its schema.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { configSchema } from '../server/formats/config/schema.ts';
import { at } from './lib/paths.mjs';

/** As much of JSON Schema as the page shows. */
interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
}

const introduction = `# compline.yaml

A folder with a \`compline.yaml\` is a project; the file says how the project is laid out and what renders it. Unknown keys are errors. This page is made from the schema that the file is checked against.

| key | value | meaning |
| --- | --- | --- |
`;

/** The page's text. */
export function configurationPage(): string {
  const shape: Shape = z.toJSONSchema(configSchema, { io: 'input' }) as Shape;
  return introduction + rows(shape, '').join('');
}

function rows(shape: Shape, prefix: string): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    const required = shape.required?.includes(key) === true ? ' (required)' : '';
    const standard =
      value.default === undefined || typeof value.default === 'object' ? '' : ` Default: \`${value.default}\`.`;
    const row = `| \`${name}\` | ${kind(value)}${required} | ${escaped(value.description ?? '')}${standard} |\n`;
    const each = typeof value.additionalProperties === 'object' ? value.additionalProperties : undefined;
    return [
      row,
      ...rows(value, `${name}.`),
      ...(each === undefined ? [] : rows(each, `${name}.<name>.`)),
      ...(value.items === undefined ? [] : rows(value.items, `${name}[].`)),
    ];
  });
}

function kind(shape: Shape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum !== undefined) return shape.enum.map((it) => `\`${String(it)}\``).join(', ');
  if (shape.anyOf !== undefined) return shape.anyOf.map(kind).join(' or ');
  if (shape.type === 'array') return `list of ${shape.items === undefined ? 'value' : kind(shape.items)}s`;
  if (typeof shape.additionalProperties === 'object') return `map of name to ${kind(shape.additionalProperties)}`;
  return shape.type === 'object' ? 'map' : (shape.type ?? '');
}

const escaped = (text: string) => text.replaceAll('|', '\\|');

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(at('docs', 'configuration.md'), configurationPage());
