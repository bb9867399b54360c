import path from 'node:path';
import { at, results } from '../lib/paths.mjs';
import { commandOf, runNode } from './command.ts';
import { one, type Stage } from './stage.ts';

/** A stage that is one program: it passes if the program exits with 0. */
const program = (name: string, title: string, script: string, ...args: readonly string[]): Stage => ({
  name,
  title,
  run: async () => one((await runNode([script, ...args])) === 0),
});

const typesOutput = path.join(results, 'types.txt');

const types = async (...args: readonly string[]): Promise<boolean> =>
  (await runNode([commandOf('typescript', 'tsc'), '--noEmit', ...args], { into: typesOutput })) === 0;

/** The stages that read the sources without running them. */
export const staticStages: readonly Stage[] = [
  {
    name: 'types',
    title: 'Types',
    besideInto: typesOutput,
    // What runs in pages knows a browser, and nothing else does.
    run: async () => one((await types()) && (await types('--project', 'tsconfig.pages.json'))),
  },
  program('lint', 'Lint and format', commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'),
  program('imports', 'Directions of imports', at('scripts', 'check-imports.ts')),
  program('texts', 'Texts of the user interface', at('scripts', 'check-texts.ts')),
  program('unused', 'Unused files, exports and packages', commandOf('knip', 'knip')),
];
