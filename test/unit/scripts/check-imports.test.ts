import { describe, expect, test } from 'vitest';
import { importsOf, readSources, wrongImports } from '../../../scripts/check-imports.ts';
import { root } from '../../../scripts/lib/paths.mjs';

const problems = (file: string, text: string) => wrongImports({ [file]: text }).map((it) => it.problem);

describe('an import that points downwards is right', () => {
  test.each([
    ['server/checks/a.ts', '../formats/comp/nodes.ts'],
    ['server/project/a.ts', 'node:fs'],
    ['server/pipeline/publish/a.ts', '../../checks/check.ts'],
    ['server/pipeline/publish/a.ts', './b.ts'],
    ['server/language/a.ts', 'vscode-languageserver'],
    ['server/link/a.ts', '../protocol/errors.ts'],
    ['server/cli/a.ts', '../language/server.ts'],
    ['server/formats/config/a.ts', 'zod'],
    ['client/a.ts', '../server/link/connect.ts'],
    ['client/views/a.ts', 'vscode'],
  ])('%s imports %s', (file, specifier) => {
    expect(problems(file, `import { it } from '${specifier}';`)).toEqual([]);
  });
});

describe('an import that points upwards or sideways, or into what a folder must not know, is told', () => {
  test.each([
    ['server/formats/comp/a.ts', '../../project/layout.ts', 'server/formats must not import server/project'],
    ['server/formats/comp/a.ts', 'node:fs', 'server/formats must not import node:fs'],
    ['server/project/a.ts', '../checks/check.ts', 'server/project must not import server/checks'],
    ['server/checks/a.ts', '../pipeline/queue/queue.ts', 'server/checks must not import server/pipeline'],
    ['server/checks/a.ts', 'node:path', 'server/checks must not import node:path'],
    ['server/pipeline/a.ts', '../language/server.ts', 'server/pipeline must not import server/language'],
    [
      'server/pipeline/a.ts',
      'vscode-languageserver/node',
      'server/pipeline must not import vscode-languageserver/node',
    ],
    ['server/protocol/a.ts', '../formats/text/range.ts', 'server/protocol must not import server/formats'],
    ['server/link/a.ts', '../pipeline/main.ts', 'server/link must not import server/pipeline'],
    ['server/language/a.ts', '../../client/a.ts', 'server/language must not import client'],
    ['client/a.ts', '../server/checks/check.ts', 'client must not import server/checks'],
    ['server/elsewhere/a.ts', './b.ts', expect.stringContaining('no folder that has a rule')],
  ])('%s imports %s', (file, specifier, problem) => {
    expect(problems(file, `import { it } from '${specifier}';`)).toEqual([problem]);
  });
});

test('every way of importing is seen, with its line', () => {
  const text = [
    "import './a.ts';",
    "import type { B } from './b.ts';",
    'import {',
    '  C,',
    "} from './c.ts';",
    "export * from './d.ts';",
    "export const e = () => import('./e.ts');",
  ].join('\n');
  expect(importsOf(text)).toEqual([
    { specifier: './a.ts', line: 1 },
    { specifier: './b.ts', line: 2 },
    { specifier: './c.ts', line: 5 },
    { specifier: './d.ts', line: 6 },
    { specifier: './e.ts', line: 7 },
  ]);
});

test('the sources are found', () => {
  expect(Object.keys(readSources(root))).toContain('server/formats/comp/model.ts');
});
