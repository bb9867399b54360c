import { readFileSync } from 'node:fs';
import { commandOf, freshReport, runNode } from './command.ts';
import type { Counts, Stage } from './stage.ts';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * The counts of a vitest report. A file that could not be loaded counts as one failure, and so does a run that failed
 * though no test did.
 */
export const countsOf = (report: Report, exitCode: number | undefined): Counts => {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((it) => it.status === 'passed').length;
  const broken = report.testResults.filter((it) => it.status === 'failed' && it.assertionResults.length === 0).length;
  const failed = tests.filter((it) => it.status === 'failed').length + broken;
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
};

const vitest = (project: string, title: string, ...further: readonly string[]): Stage => ({
  name: project,
  title,
  run: async () => {
    const report = freshReport(`${project}.json`);
    const code = await runNode([
      commandOf('vitest', 'vitest'),
      'run',
      ...[project, ...further].flatMap((it) => ['--project', it]),
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
    ]);
    return countsOf(JSON.parse(readFileSync(report, 'utf8')), code);
  },
});

/** The stages that vitest runs. */
export const vitestStages: readonly Stage[] = [
  vitest('unit', 'Unit tests', 'unit-own-modules'),
  vitest('protocol', 'The language server, the core and the command line as programs'),
];
