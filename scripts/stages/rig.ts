import { readFileSync } from 'node:fs';
import { at } from '../lib/paths.mjs';
import { freshReport, runNode } from './command.ts';
import type { Counts, Stage } from './stage.ts';

/** The report that a script of the rig leaves: one entry a test or step. */
export interface RigReport {
  readonly results: readonly { readonly title: string; readonly passed: boolean }[];
}

/** The counts of a rig's report. A run that failed though nothing in the report did, or that ran nothing, is a failure. */
export const countsOf = (report: RigReport, exitCode: number | undefined): Counts => {
  const passed = report.results.filter((it) => it.passed).length;
  const failed = report.results.length - passed;
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
};

const rig = (name: string, title: string, ...script: readonly string[]): Stage => ({
  name,
  title,
  run: async () => {
    const report = freshReport(`${name}.json`);
    const code = await runNode([at(...script), report]);
    return countsOf(JSON.parse(readFileSync(report, 'utf8')), code);
  },
});

/** The stages that need VS Code. */
export const rigStages: readonly Stage[] = [
  rig('vscode', 'The extension inside VS Code', 'test', 'vscode', 'run-suite.ts'),
  rig('browser', 'The main way, in a browser', 'test', 'browser-run', 'run.ts'),
];
