import { at } from '../lib/paths.mjs';
import { commandOf, runNode } from './command.ts';
import { one, type Stage } from './stage.ts';

/** A stage that is one program: it passes if the program exits with 0. */
const program = (name: string, title: string, script: string, ...args: readonly string[]): Stage => ({
  name,
  title,
  run: async () => one((await runNode([script, ...args])) === 0),
});

const runTsc = (...args: readonly string[]): Promise<number | undefined> =>
  runNode([commandOf('typescript', 'tsc'), '--noEmit', ...args]);

/** The stages that read the sources without running them. */
export const staticStages: readonly Stage[] = [
  program('lint', 'Lint and format', commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'),
  {
    name: 'types',
    title: 'Types',
    // What runs in a page knows the browser, and nothing else does.
    run: async () => one((await runTsc()) === 0 && (await runTsc('-p', at('client', 'job-page', 'page'))) === 0),
  },
  program('imports', 'Directions of imports', at('scripts', 'check-imports.ts')),
  program('texts', 'Texts of the user interface', at('scripts', 'check-texts.ts')),
  program('unused', 'Unused files, exports and packages', commandOf('knip', 'knip')),
];
