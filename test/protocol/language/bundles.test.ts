import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FULL_CLIENT, LanguageClient } from './language-client.ts';
import { showFolder } from './show-folder.ts';

const bundle = (name: string): string => fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url));

const DANGLING =
  'Composition { Tools = { A = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } } } }';

test.for([
  ['the extension', [bundle('language-server.cjs')]],
  ['the command line', [bundle('compline.cjs'), 'lsp']],
] as const)('the built server of %s loads all it needs', async ([, program]) => {
  const { at, uri } = await showFolder();
  await writeFile(at('compline.yaml'), 'version: 1\nproject:\n  id: DEMO\nchecks:\n  dangling-source: hint\n');
  await using client = new LanguageClient([], program);
  await client.initialize(FULL_CLIENT);
  await client.open(uri('a.comp'), DANGLING);
  expect(await client.diagnostics(uri('a.comp'))).toMatchObject([{ code: 'dangling-source', severity: 4 }]);
  expect(await client.stop()).toBe(0);
  expect(client.errors).toBe('');
});

test('what `initialize` does not need is not in the file that answers it', () => {
  const [start, later, yaml] = ['language-server.cjs', 'fusion-comp.cjs', 'yaml.cjs'].map((name) =>
    readFileSync(bundle(name), 'utf8'),
  );
  for (const grammar of ['performSelfAnalysis', 'dangling-source']) {
    expect(start).not.toContain(grammar);
    expect(later).toContain(grammar);
  }
  expect(start).not.toMatch(/YAMLParseError|yaml\.cjs/);
  expect(yaml).toContain('YAMLParseError');
});
