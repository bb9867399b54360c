import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';

/** The codes of each table of the list, in its order. */
const TABLES = readFileSync(at('docs', 'diagnostics', 'README.md'), 'utf8')
  .split('\n\n')
  .map((part) => [...part.matchAll(/^\| \[`([^`]+)`\]/gm)].map(([, code]) => code))
  .filter((codes) => codes.length > 0);

test('the list of diagnostics is in order', () => {
  expect(TABLES.length).toBeGreaterThan(0);
  for (const codes of TABLES) expect(codes).toEqual([...codes].sort());
});
