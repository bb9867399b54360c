import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { LIMITS } from '../../../server/language/limit-notices.ts';

const page = readFileSync(at('docs', 'comps.md'), 'utf8');

/** The words of the page for what is limited, and the limit. */
const ROWS: Readonly<Record<keyof typeof LIMITS, readonly [words: string, limit: number]>> = {
  symbols: ['outline', LIMITS.symbols],
  'folding ranges': ['folding ranges', LIMITS['folding ranges']],
  links: ['links', LIMITS.links],
  colours: ['colours', LIMITS.colours],
  'code lenses': ['lines above tools', LIMITS['code lenses']],
  'inlay hints': ['inlay hints', LIMITS['inlay hints']],
  connections: ['connections of one tool', LIMITS.connections],
  diagnostics: ['diagnostics', LIMITS.diagnostics],
};

test.each(Object.values(ROWS))('the guide to comps tells the limit of %s', (words, limit) => {
  const number = String(limit).replace(/\B(?=(?:\d{3})+$)/g, ' ');
  const rows = page.split('\n').filter((line) => line.startsWith('|') && line.includes(words));
  expect(rows.some((row) => row.includes(`| ${number}`))).toBe(true);
});
