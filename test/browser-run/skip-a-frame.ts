import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { at } from '../../scripts/lib/paths.mjs';
import type { Sandbox } from '../vscode/rig/sandbox.ts';
import { publishedVersions } from './on-disk.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const step = path.join('05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_COMP');
const compName = 'DEMO_S_SH020_COMP.comp';

/** Gives a sandbox's project a renderer that leaves out frame 1004 and yet exits with 0. */
export const useRendererThatSkips = ({ workspace }: Sandbox): Promise<void> =>
  cp(at('test', 'fixtures', 'skip-a-frame', 'compline.yaml'), path.join(workspace, 'compline.yaml'));

/** A publish whose renderer skips a frame: a clear failure, and a publish folder that nobody has touched. */
export const skipAFrame = async ({ page, workbench, sandbox, open }: Session, steps: Steps): Promise<void> => {
  const comp = path.join(sandbox.workspace, step, compName);
  const before = await readFile(comp);

  await steps.step(page, 'Open a comp whose renderer skips a frame', async () => {
    await open();
    await workbench.fileInExplorer('compline.yaml').waitFor();
    await workbench.openFile(compName);
  });
  await steps.step(page, 'Publish it', async () => {
    await workbench.showContainer('Compline');
    await workbench.publish();
    await workbench.trustProject(/ffmpeg/);
    await workbench.describeVersion('WIP', '');
  });
  await steps.step(page, 'Be told which frame is missing', async () => {
    await workbench.notification(/1004/).waitFor();
  });
  await steps.step(page, 'Find the publish folder untouched', async () => {
    assert.deepEqual(await publishedVersions(sandbox.workspace, step), []);
    assert.deepEqual(await readFile(comp), before);
  });
};
