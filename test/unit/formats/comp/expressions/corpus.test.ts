import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scriptReferences, toolReferences } from '../../../../../server/formats/comp/expressions/tool-references.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { unescapeQuoted } from '../../../../../server/formats/comp/quoted-string.ts';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus');
const files = ['comp', 'setting'].flatMap((kind) => {
  const folder = join(CORPUS, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
});

test.skipIf(files.length === 0)('the expressions of real files name tools that are there', () => {
  const missing: string[] = [];
  let read = 0;
  for (const file of files) {
    const comp = parseComp(readFileSync(file, 'utf8'));
    for (const tool of comp.tools) {
      const text = comp.slice(tool.table.start, tool.table.end);
      for (const { expression } of tool.inputs) {
        if (expression === undefined) continue;
        read += 1;
        for (const { name } of toolReferences(expression)) {
          if (!comp.toolsByName.has(name) && !text.includes(`${name} = `)) missing.push(`${file}: ${expression}`);
        }
      }
    }
  }
  expect(missing).toEqual([]);
  expect(read).toBeGreaterThan(800);
});

test.skipIf(files.length === 0)('the scripts of real files find tools that are there', () => {
  const missing: string[] = [];
  let found = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const comp = parseComp(text);
    for (const [, script = ''] of text.matchAll(/BTNCS_Execute = "((?:[^"\\\n]|\\.)*)"/g)) {
      for (const { name } of scriptReferences(unescapeQuoted(script)).found) {
        found += 1;
        if (!comp.toolsByName.has(name)) missing.push(`${file}: ${name}`);
      }
    }
  }
  expect(missing).toEqual([]);
  expect(found).toBeGreaterThan(100);
});
