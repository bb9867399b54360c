import path from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CoreProjects } from '../../../../client/core/core-projects.ts';
import { activeProject } from '../../../../client/farms/active-project.ts';
import { editor } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

/** The core knows `/real/linked` by that name, where the workspace has it as `/w/link`. */
const projects = (...roots: readonly string[]) =>
  ({
    roots: async () => roots,
    asOpened: (file: string) => file.replace(/^\/real\/linked(?=\/)/, '/w/link'),
  }) as unknown as CoreProjects;

test.each([
  ['the only one', ['/w/a'], undefined, '/w/a'],
  ['none of several, where no file is open', ['/w/a', '/w/b'], undefined, undefined],
  ['that of the file', ['/w/a', '/w/b'], '/w/b/x.comp', '/w/b'],
  ['the innermost one', ['/w', '/w/b'], '/w/b/x.comp', '/w/b'],
  ['none by a name that only begins alike', ['/w/a', '/w/b'], '/w/ab/x.comp', undefined],
  ['one that a link leads to', ['/w/a', '/real/linked'], '/w/link/x.comp', '/real/linked'],
])('%s', async (_name, roots, file, expected) => {
  if (file !== undefined) editor.open(path.normalize(file));
  expect(await activeProject(projects(...roots))).toBe(expected);
});
