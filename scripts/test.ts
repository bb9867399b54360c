// usage: npm test [-- --only STAGE[,STAGE]]
// Builds, then runs every stage, whatever becomes of the others. Reports and screenshots are left in test/results.
// The last line counts everything: `N passed, N failed`.
import { existsSync, readFileSync } from 'node:fs';
import { argv, exit, platform } from 'node:process';
import { build } from './build/bundles.ts';
import { isFresh } from './build/freshness.ts';
import { packageStage } from './stages/package.ts';
import { rigStages } from './stages/rig.ts';
import { type Counts, one, type Stage, sum } from './stages/stage.ts';
import { staticStages } from './stages/static.ts';
import { systemStages, vitestStages } from './stages/vitest.ts';

const stages: readonly Stage[] = [
  ...systemStages, // beside those that leave it a processor
  ...staticStages,
  ...vitestStages,
  packageStage, // before the browser run, which installs it
  ...(platform === 'win32' ? [] : rigStages),
];

const chosen = (): readonly Stage[] => {
  const names = argv[2] === '--only' ? (argv[3] ?? '').split(',') : stages.map((it) => it.name);
  const unknown = names.filter((name) => !stages.some((it) => it.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}. The stages: ${stages.map((it) => it.name).join(', ')}`);
    exit(2);
  }
  return stages.filter((it) => names.includes(it.name));
};

const runSafely = async (work: Stage['run']): Promise<Counts> => {
  try {
    return await work();
  } catch (error) {
    console.error(error);
    return one(false);
  }
};

const headingOf = ({ name, title }: Stage): string => `\n── ${title} (${name})`;

const timed = async ({ name, run: work }: Stage): Promise<{ readonly counts: Counts; readonly line: string }> => {
  const began = performance.now();
  const counts = await runSafely(work);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { counts, line: `${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s` };
};

const run = async (stage: Stage): Promise<Counts> => {
  console.log(headingOf(stage));
  const { counts, line } = await timed(stage);
  console.log(line);
  return counts;
};

/** A stage that was started and goes on while others run. */
class StageBeside {
  readonly #stage: Stage;
  readonly #ended: Promise<Counts>;
  /** What is to be printed, once it has ended. */
  #line: string | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
    console.log(`${headingOf(stage)}: runs beside the others`);
    this.#ended = timed(stage).then(({ counts, line }) => {
      this.#line = line;
      return counts;
    });
  }

  /** Prints it if it has ended since. */
  print(): void {
    if (this.#line === undefined) return;
    const { besideInto = '' } = this.#stage;
    console.log(headingOf(this.#stage));
    if (existsSync(besideInto)) console.log(readFileSync(besideInto, 'utf8'));
    console.log(this.#line);
    this.#line = undefined;
  }

  async end(): Promise<Counts> {
    const counts = await this.#ended;
    this.print();
    return counts;
  }
}

/** Runs stages one after the other, and beside them those that are mostly waiting. */
const runAll = async (all: readonly Stage[]): Promise<readonly Counts[]> => {
  const beside: StageBeside[] = [];
  const counts: Counts[] = [];
  for (const stage of all) {
    if (stage.besideInto !== undefined) beside.push(new StageBeside(stage));
    else counts.push(await run(stage));
    for (const it of beside) it.print();
  }
  for (const it of beside) counts.push(await it.end());
  return counts;
};

const wanted = chosen();
const summary: Counts[] = [];
if (!isFresh({ minify: true }) && !(await build({ minify: true }))) {
  console.error('The build failed, so nothing else can be tested.');
  summary.push(one(false));
} else {
  summary.push(...(await runAll(wanted)));
}
if (platform === 'win32') console.log('\nNot run: the tests in VS Code and in the browser need Linux or macOS.');
if (systemStages.length === 0) console.log('\nNot run: the tests with a real Slurm. This machine does not have it.');

const { passed, failed } = sum(summary);
console.log(`\n${passed} passed, ${failed} failed`);
exit(failed === 0 && passed > 0 ? 0 : 1);
