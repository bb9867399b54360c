import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { seeJobPage } from './job-page.ts';
import { assertPublished, publishedVersions } from './on-disk.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const step = path.join('05-SHOTS', 'DEMO_S_SH010', 'DEMO_S_SH010_COMP');
const name = 'DEMO_S_SH010_COMP';
const compName = `${name}.comp`;

/** From a comp with a dangling input to its published version, and what can be seen and found of it all the while. */
export const mainWay = async (session: Session, steps: Steps): Promise<void> => {
  const { page, workbench, sandbox, open, requestsOutside } = session;
  const comp = path.join(sandbox.workspace, step, compName);
  const dangling = workbench.problem(/there is no tool/);
  const noFolder = workbench.problem(/does not create its folder/);
  const queue = workbench.tree('Render Queue');

  await steps.step(page, 'Open the sample project', async () => {
    await open();
    await workbench.fileInExplorer('compline.yaml').waitFor();
  });
  await steps.step(page, 'Open the comp with the dangling input', async () => {
    await workbench.openFile(compName);
    await workbench.languageInStatusBar('Fusion Comp').waitFor();
  });
  await steps.step(page, 'See the error in Problems and in the editor', async () => {
    await workbench.showProblems();
    await dangling.click({ position: { x: 100, y: 10 } });
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await noFolder.waitFor();
  });
  await steps.step(page, 'Connect the input by the quick fix', async () => {
    await workbench.applyQuickFix(dangling, /Change to "ColorCorrector1"/);
    await dangling.waitFor({ state: 'detached' });
  });
  await steps.step(page, 'Make the Saver create its folder by the quick fix', async () => {
    await workbench.applyQuickFix(noFolder, /CreateDir/);
    await noFolder.waitFor({ state: 'detached' });
  });
  await steps.step(page, 'Save the comp', async () => {
    await page.keyboard.press('Control+S');
    await workbench.savedTab(compName).waitFor();
    const text = await readFile(comp, 'utf8');
    assert.match(text, /SourceOp = "ColorCorrector1"/);
    assert.doesNotMatch(text, /ColorCorector1/);
    assert.match(text, /CreateDir = Input \{ Value = 1, \}/);
  });
  await steps.step(page, 'Publish from the palette', async () => {
    await workbench.showContainer('Compline');
    await workbench.publish();
  });
  await steps.step(page, 'Trust what the project would run', async () => {
    await workbench.trustProject(/ffmpeg/);
  });
  await steps.step(page, 'Say what is published', async () => {
    await workbench.describeVersion('WIP', 'Sharper reframe');
  });
  const begun = await steps.step(page, 'Watch the render', () => workbench.framesDone(name, 12, 0));
  await steps.step(page, 'See more frames done', () => workbench.framesDone(name, 12, begun));
  await steps.step(page, 'See the job completed in the Render Queue', async () => {
    await workbench.expand('Render Queue', /^Done, 1 job/);
    await queue.getByRole('treeitem', { name: /DEMO_S_SH010_COMP.*completed/i }).waitFor();
  });
  await steps.step(page, 'Be told that the version is published', async () => {
    await workbench.notification(/published/i).waitFor();
  });
  await seeJobPage(session, steps, name);
  await steps.step(page, 'Find the new version in the Publish view', async () => {
    await workbench.expand('Publish', /^DEMO_S_SH010_COMP, 001 WIP/);
    await workbench
      .tree('Publish')
      .getByRole('treeitem', { name: /DEMO_S_SH010_COMP version 001, WIP/ })
      .waitFor();
  });
  await steps.step(page, 'Find every file of the version on disk', async () => {
    assert.deepEqual(await publishedVersions(sandbox.workspace, step), ['001_WIP']);
    await assertPublished({ workspace: sandbox.workspace, step, version: '001_WIP', comp, first: 1001, last: 1012 });
  });
  await steps.step(page, 'See that nothing was asked of the network', async () => {
    assert.deepEqual(requestsOutside, []);
  });
};
