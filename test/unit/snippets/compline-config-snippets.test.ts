import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { configKind } from '../../../server/checks/config-kind.ts';
import { expandSnippet } from './expand-snippet.ts';

const Snippets = z.record(
  z.string(),
  z.strictObject({
    prefix: z.union([z.string(), z.array(z.string()).min(1)]),
    description: z.string(),
    body: z.array(z.string()),
  }),
);
const path = join(import.meta.dirname, '../../../snippets/compline-config.json');
const snippets = Object.entries(Snippets.parse(JSON.parse(readFileSync(path, 'utf8'))));

const HEAD = 'version: 1\nproject: { id: DEMO }\n';

/** The snippet where it belongs: by itself, under `renderers` or `farms`, or beside other sections. */
function placed(name: string, text: string): string {
  if (name === 'Project' || name === 'Studio configuration') return `${text}\n`;
  const section = name.startsWith('Renderer:') ? 'renderers' : name.startsWith('Farm:') ? 'farms' : undefined;
  if (section === undefined) return `${HEAD}${text}\n`;
  return `${HEAD}${section}:\n${text.replaceAll(/^/gm, '  ')}\n`;
}

describe.each(snippets)('%s', (name, { body }) => {
  test('is sound where it belongs', async () => {
    const file = await configKind.read(placed(name, expandSnippet(body)));
    expect([...file.findings({})].flatMap((finding) => finding?.message ?? [])).toEqual([]);
  });
});

test('every prefix is there once', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});
