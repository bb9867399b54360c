// usage: npm test [-- --only STAGE[,STAGE]]
// Builds, then runs every stage, whatever becomes of the others. Reports and screenshots are left in test/results.
// The last line counts everything: `N passed, N failed`.
import { argv, exit, platform } from 'node:process';
import { build } from './build/bundles.ts';
import { isFresh } from './build/freshness.ts';
import { packageStage } from './stages/package.ts';
import { rigStages } from './stages/rig.ts';
import { type Counts, one, type Stage, sum } from './stages/stage.ts';
import { staticStages } from './stages/static.ts';
import { vitestStages } from './stages/vitest.ts';

const stages: readonly Stage[] = [
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

const run = async ({ name, title, run: work }: Stage): Promise<Counts> => {
  console.log(`\n── ${title} (${name})`);
  const began = performance.now();
  const counts = await runSafely(work);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
  return counts;
};

const wanted = chosen();
const summary: Counts[] = [];
if (!isFresh({ minify: true }) && !(await build({ minify: true }))) {
  console.error('The build failed, so nothing else can be tested.');
  summary.push(one(false));
} else {
  for (const stage of wanted) summary.push(await run(stage));
}
if (platform === 'win32') console.log('\nNot run: the tests in VS Code and in the browser need Linux or macOS.');

const { passed, failed } = sum(summary);
console.log(`\n${passed} passed, ${failed} failed`);
exit(failed === 0 && passed > 0 ? 0 : 1);
