import { readFileSync } from 'node:fs';
import path from 'node:path';
import { results } from '../lib/paths.mjs';
import { missingOfSlurm } from '../lib/slurm.mjs';
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

const runVitest = async (projects: readonly string[], into?: string): Promise<Counts> => {
  const report = freshReport(`${projects[0]}.json`);
  const args = [
    ...[commandOf('vitest', 'vitest'), 'run'],
    ...projects.flatMap((it) => ['--project', it]),
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
  ];
  const code = await runNode(args, into === undefined ? {} : { into });
  return countsOf(JSON.parse(readFileSync(report, 'utf8')), code);
};

const vitest = (project: string, title: string, ...further: readonly string[]): Stage => ({
  name: project,
  title,
  run: () => runVitest([project, ...further]),
});

/** The stages that vitest runs. */
export const vitestStages: readonly Stage[] = [
  vitest('unit', 'Unit tests', 'unit-own-modules'),
  vitest('protocol', 'The language server, the core and the command line as programs'),
];

const systemOutput = path.join(results, 'system.txt');

/** The stage with real services of the system; none where this machine cannot have them. */
export const systemStages: readonly Stage[] =
  missingOfSlurm().length > 0
    ? []
    : [
        {
          name: 'system',
          title: 'With a real Slurm',
          besideInto: systemOutput,
          run: () => runVitest(['system'], systemOutput),
        },
      ];
