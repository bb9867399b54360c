import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findingsIn } from '../checks/render-spec/spec-case.ts';
import { expandSnippet } from './expand-snippet.ts';

const Snippets = z.record(
  z.string(),
  z.strictObject({ prefix: z.string(), description: z.string(), body: z.array(z.string()) }),
);
const path = join(import.meta.dirname, '../../../snippets/render-spec.json');
const snippets = Object.entries(Snippets.parse(JSON.parse(readFileSync(path, 'utf8'))));

/** The text of a snippet where it belongs: an output stands below `fusion`. */
function placed(body: readonly string[]): string {
  const text = expandSnippet(body);
  return text.startsWith('fusion:') ? text : `fusion:\n${text.replace(/^/gm, '  ')}`;
}

describe.each(snippets)('%s', (_name, { body }) => {
  test('is sound where it belongs', () => {
    expect(findingsIn(placed(body))).toEqual([]);
  });

  test('offers choices that are sound as well', () => {
    for (const [, choices = ''] of body.join('\n').matchAll(/\$\{\d+\|([^|]*)\|\}/g)) {
      for (const choice of choices.split(',')) {
        const chosen = body.map((line) => line.replace(`|${choices}|`, `|${choice}|`));
        expect(findingsIn(placed(chosen))).toEqual([]);
      }
    }
  });
});

test('each prefix leads to one snippet', () => {
  expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);
});
