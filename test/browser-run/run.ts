// usage: node test/browser-run/run.ts REPORT.json
// Plays the main way through the product as a person would, in VS Code in a browser, with the extension installed from
// its package. Screenshots of every step are left in test/results/screenshots.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { argv, exit } from 'node:process';
import { makePackage } from '../../scripts/build/package.ts';
import { results } from '../../scripts/lib/paths.mjs';
import { untilInterrupted } from '../vscode/rig/interruption.ts';
import { mainWay } from './main-way.ts';
import { screenshotsOf, withSession } from './session.ts';
import { skipAFrame, useRendererThatSkips } from './skip-a-frame.ts';
import { Steps, writeReport } from './steps.ts';

const report = path.resolve(argv[2] ?? 'report.json');
rmSync(path.join(results, 'screenshots'), { recursive: true, force: true });

const { file: vsix, output, complete } = await makePackage();
if (!complete) {
  console.error(output);
  exit(1);
}

const runs = [
  { name: 'main-way', work: mainWay, prepare: async () => {} },
  { name: 'skip-a-frame', work: skipAFrame, prepare: useRendererThatSkips },
];

const all: Steps[] = [];
let complaint: unknown;
for (const { name, work, prepare } of runs) {
  console.log(`${name}:`);
  const steps = new Steps(screenshotsOf(name));
  all.push(steps);
  try {
    await untilInterrupted(() => withSession({ vsix, prepare }, (session) => work(session, steps)));
  } catch (error) {
    complaint = error;
    console.error(error);
  }
  writeReport(report, all);
}
exit(complaint === undefined && all.every((it) => it.passed) ? 0 : 1);
