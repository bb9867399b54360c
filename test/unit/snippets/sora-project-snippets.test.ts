import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { at } from '../../../scripts/lib/paths.mjs';
import { findingsIn } from '../checks/sora/sora-case.ts';
import { expandSnippet } from './expand-snippet.ts';

const Snippets = z.record(
  z.string(),
  z.strictObject({ prefix: z.string(), description: z.string(), body: z.array(z.string()) }),
);
const snippets = Object.entries(Snippets.parse(JSON.parse(readFileSync(at('snippets', 'sora-project.json'), 'utf8'))));

/** Where a snippet may stand, by the first word of its prefix. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  project: (text) => text,
  shot: (text) => `{ "schema": 1, "shots": [${text}] }`,
  template: (text) => `{ "schema": 1, "templates": [${text}] }`,
};

describe('a snippet that is inserted as it is', () => {
  test.each(snippets)('%s is right but for what is to be written', (_name, { prefix, body }) => {
    const place = PLACES[prefix.split(' ')[0] ?? ''];
    const text = place?.(expandSnippet(body)) ?? '';
    // The id and the date come from variables, the prompt from the user.
    const codes = new Set(findingsIn(text).map(({ code }) => code));
    for (const expected of ['sora-id', 'sora-date', 'sora-prompt']) codes.delete(expected);
    expect([...codes]).toEqual([]);
  });
});
