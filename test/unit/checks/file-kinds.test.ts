import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FILE_KINDS, fileKindsOf } from '../../../server/checks/file-kinds.ts';

const CHECKS = path.join(import.meta.dirname, '../../../server/checks');

/** Imports that are loaded with a module; those of types, and those that are made when something asks, are not. */
const LOADED = /^(?:import|export)\s(?!type\b)[^'";]*?from\s*'([^']+)'/gm;

/** The packages, and the modules by their paths from `server`, that are loaded with a module. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(LOADED)) {
    const target = specifier.startsWith('.') ? path.resolve(path.dirname(file), specifier) : undefined;
    const name = target === undefined ? specifier : path.relative(path.dirname(CHECKS), target);
    if (known.has(name)) continue;
    known.add(name);
    if (target !== undefined) loadedWith(target, known);
  }
  return known;
}

test('what lists files loads none of what reads and checks them', () => {
  const loaded = [...loadedWith(path.join(CHECKS, 'file-kinds.ts'))];
  expect(loaded).toContain('checks/comp-kind.ts');
  expect(loaded.filter((it) => !it.endsWith('.ts'))).toEqual([]);
  expect(loaded.filter((it) => /parser|reader|-checks?\.ts$|schema/.test(it))).toEqual([]);
});

test('every kind has a language of its own', () => {
  expect(new Set(FILE_KINDS.map(({ languageId }) => languageId)).size).toBe(FILE_KINDS.length);
});

test.each([
  ['a.comp', ['fusion-comp']],
  ['A.SETTING', ['fusion-comp']],
  ['a.comp.txt', []],
  ['plate.0001.exr', []],
])('%s may be of %j', (name, languages) => {
  expect(fileKindsOf(name).map(({ languageId }) => languageId)).toEqual(languages);
});
