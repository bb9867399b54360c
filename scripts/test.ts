// usage: npm test [-- --only STAGE[,STAGE]]
// Builds, then runs every stage, whatever becomes of the others. Reports and screenshots are left in test/results.
// The last line counts everything: `N passed, N failed`.
import { argv, exit, platform } from 'node:process';
import { build } from './build/bundles.ts';
import { isFresh } from './build/freshness.ts';
import { packageStage } from './stages/package.ts';
import { rigStages } from './stages/rig.ts';
import { runStages } from './stages/run-stages.ts';
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

const wanted = chosen();
const summary: Counts[] = [];
if (!isFresh({ minify: true }) && !(await build({ minify: true }))) {
  console.error('The build failed, so nothing else can be tested.');
  summary.push(one(false));
} else {
  summary.push(...(await runStages(wanted)));
}
if (platform === 'win32') console.log('\nNot run: the tests in VS Code and in the browser need Linux or macOS.');
if (systemStages.length === 0) console.log('\nNot run: the tests with a real Slurm. This machine does not have it.');

const { passed, failed } = sum(summary);
console.log(`\n${passed} passed, ${failed} failed`);
exit(failed === 0 && passed > 0 ? 0 : 1);
