// usage: node test/browser-run/run.ts REPORT.json
// Plays the main way through the product as a person would, in VS Code in a browser, with the extension installed from
// its package. Screenshots of every step are left in test/results/screenshots.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { argv, exit } from 'node:process';
import { makePackage } from '../../scripts/build/package.ts';
import { results } from '../../scripts/lib/paths.mjs';
import { FlamencoFarm } from '../unit/pipeline/farms/flamenco/flamenco-farm.ts';
import { untilInterrupted } from '../vscode/rig/interruption.ts';
import { closeTheEditor } from './close-the-editor.ts';
import { editAComp, useRichComp } from './edit-a-comp.ts';
import { mainWay } from './main-way.ts';
import { onAFarm } from './on-a-farm.ts';
import { renderAScene } from './render-a-scene.ts';
import { restrictedMode } from './restricted-mode.ts';
import { type Session, type SessionOptions, screenshotsOf, withSession } from './session.ts';
import { skipAFrame, useRendererThatSkips } from './skip-a-frame.ts';
import { Steps, writeReport } from './steps.ts';
import { twoWindows } from './two-windows.ts';

const report = path.resolve(argv[2] ?? 'report.json');
rmSync(path.join(results, 'screenshots'), { recursive: true, force: true });

const { file: vsix, output, complete } = await makePackage();
if (!complete) {
  console.error(output);
  exit(1);
}

const farm = await FlamencoFarm.begin();

interface Run {
  readonly name: string;
  readonly work: (session: Session, steps: Steps) => Promise<void>;
  readonly options?: SessionOptions;
}

const runs: readonly Run[] = [
  {
    name: 'main-way',
    work: async (session, steps) => {
      await mainWay(session, steps);
      await renderAScene(session, steps);
      await onAFarm(farm)(session, steps);
    },
  },
  {
    name: 'edit-a-comp',
    work: editAComp,
    options: {
      prepare: useRichComp,
      settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false },
      viewport: { width: 1280, height: 800 },
    },
  },
  { name: 'skip-a-frame', work: skipAFrame, options: { prepare: useRendererThatSkips } },
  { name: 'close-the-editor', work: closeTheEditor },
  { name: 'two-windows', work: twoWindows },
  { name: 'restricted-mode', work: restrictedMode, options: { workspaceTrust: true } },
];

const all: Steps[] = [];
let complaint: unknown;
const left = [...runs];

/** Plays runs that are left, one after the other. A person waits most of the time, so two of them get on side by side. */
const play = async (): Promise<void> => {
  for (let run = left.shift(); run !== undefined; run = left.shift()) {
    const { name, work, options } = run;
    const steps = new Steps(screenshotsOf(name), name);
    all.push(steps);
    try {
      await withSession(vsix, (session) => work(session, steps), options);
    } catch (error) {
      complaint = error;
      console.error(name, error);
    }
    writeReport(report, all);
  }
};
await untilInterrupted(() => Promise.all([play(), play()]));
await farm[Symbol.asyncDispose]();
exit(complaint === undefined && all.every((it) => it.passed) ? 0 : 1);
