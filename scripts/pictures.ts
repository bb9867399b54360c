// usage: npm run pictures
// Takes the pictures of README.md anew: the extension in VS Code, on the sample project. They are left in docs/images.
import { mkdirSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { exit } from 'node:process';
import { CompEditor } from '../test/browser-run/comp-editor.ts';
import { openRichComp, richComp, useRichComp } from '../test/browser-run/edit-a-comp.ts';
import { RenderFormPage } from '../test/browser-run/render-form.ts';
import { type Session, withSession } from '../test/browser-run/session.ts';
import { FlamencoFarm } from '../test/unit/pipeline/farms/flamenco/flamenco-farm.ts';
import { untilInterrupted } from '../test/vscode/rig/interruption.ts';
import { makePackage } from './build/package.ts';
import { at } from './lib/paths.mjs';

const folder = at('docs', 'images');
const viewport = { width: 1280, height: 800 };
const settings = {
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.editor.limit.enabled': true,
  'workbench.editor.limit.value': 1,
};

/** Takes a picture of the page, after what moves has come to rest. */
const take = async ({ page }: Session, name: string): Promise<void> => {
  await page.mouse.move(640, 798); // no row and no button under the pointer
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
};

/** Draws the border of the side bar to the right, so that no row of the views is cut off. */
const widenSideBar = async ({ page }: Session): Promise<void> => {
  const border = await page.locator('.part.sidebar').boundingBox();
  if (border === null) throw new Error('The side bar is not there.');
  const [x, y] = [border.x + border.width + 1, border.y + border.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 110, y, { steps: 5 });
  await page.mouse.up();
};

const takeAll = async (session: Session): Promise<void> => {
  const { page, workbench, open } = session;
  await open();
  await workbench.fileInExplorer('compline.yaml').waitFor();
  await workbench.openFile('DEMO_S_SH010_COMP.comp');
  await workbench.showProblems();
  await workbench.showContainer('Compline');
  await widenSideBar(session);
  await workbench.view('Render Queue').getByText('No jobs.').waitFor();
  await workbench.openQuickFixes(workbench.problem(/there is no tool/));
  await take(session, 'editor');
  await page.keyboard.press('Escape');

  await workbench.openFile('DEMO_S_SH020_COMP.comp');
  await page.keyboard.press('Control+J'); // closes the panel
  await workbench.publish();
  await workbench.trustProject(/ffmpeg/);
  await workbench.describeVersion('WIP', 'Regrained, edges softened');
  await workbench.framesDone('DEMO_S_SH020_COMP', 12, 0);
  await workbench.expand('Render Queue', /DEMO_S_SH020_COMP/);
  await workbench.framesDone('DEMO_S_SH020_COMP', 12, 6);
  await take(session, 'rendering');

  await workbench.notification(/is published/).waitFor();
  await page.getByRole('button', { name: 'Locks Section' }).click(); // leaves its room to the view of what is published
  await workbench.expand('Publish', /^DEMO_S_SH020_COMP, 001 WIP/);
  const version = workbench.tree('Publish').getByRole('treeitem', { name: /DEMO_S_SH020_COMP version 001, WIP/ });
  await version.click();
  await page.locator('.tab').filter({ hasText: 'manifest.json' }).waitFor();
  await take(session, 'published');
};

/** A comp in the editor: what stands above, beside and over its text, and what is offered while typing. */
const takeEditing = async (session: Session): Promise<void> => {
  const { page, workbench, sandbox } = session;
  const editor = new CompEditor(page, workbench, richComp(sandbox));
  await openRichComp(session);
  await editor.goBehind('"Shot:/DEMO');
  for (let line = 0; line < 12; line += 1) await editor.press('Control+ArrowDown'); // the lenses above stay in sight
  await editor.hover('All 12 frames on disk');
  await take(session, 'media');

  await editor.makeLineAbove('Over = Me');
  for (const line of ['Wipe = Dissolve {', 'Inputs = {', 'Background = Input {']) {
    await editor.type(line);
    await editor.press('Enter');
  }
  await editor.type('SourceOp = "');
  await editor.suggestion('Title').waitFor();
  await editor.press('Control+Space'); // opens the description beside the list
  await page.locator('.suggest-details').getByText('Makes an image of styled text').waitFor();
  await take(session, 'completion');
  await editor.close();
  await workbench.runCommand('File: Revert File');
  await workbench.savedTab('DEMO_S_SH020_COMP.comp').waitFor();

  await editor.goBehind('\t\tMerg');
  await editor.showFeeding('Grade');
  await take(session, 'flow');
};

/** A render spec and a project of Sora Studio: what is known of them in the editor, and the preview of the shots. */
const takeLanguages = async (session: Session): Promise<void> => {
  const { page, workbench, sandbox, open } = session;
  await open();
  await workbench.fileInExplorer('compline.yaml').waitFor();
  const spec = new CompEditor(page, workbench, path.join(sandbox.workspace, 'pipeline', 'comp.renderspec.yaml'));
  await workbench.openFile('comp.renderspec.yaml');
  await page.locator('.codelens-decoration').getByText('Used by 2 comps').waitFor();
  await spec.goBehind('  fin');
  await spec.hover('_published');
  await take(session, 'render-spec');

  await spec.close();
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile('teaser.sorastudio');
  await page.keyboard.press('Control+B'); // the side bar would leave little room for two editors
  await page.locator('.codelens-decoration').getByText('Preview prompt').first().waitFor();
  await workbench.runCommand('Compline: Preview Expanded Shots');
  await page.locator('.monaco-editor').getByText('Slow push towards the').first().waitFor();
  await take(session, 'shots');
};

/** The form of a render on a farm, and its chunks in the queue. The machine of the farm waits before the second one. */
const takeFarm =
  (farm: FlamencoFarm) =>
  async (session: Session): Promise<void> => {
    const { page, workbench, sandbox, open } = session;
    const form = new RenderFormPage(page);
    const { url } = farm.manager.server;
    farm.mayBegin = (_, place) => place === 0;
    await appendFile(
      path.join(sandbox.workspace, 'compline.yaml'),
      `\nfarm: studio\nfarms:\n  studio:\n    type: flamenco\n    url: ${url}\n`,
    );
    await open();
    await workbench.fileInExplorer('compline.yaml').waitFor();
    await workbench.openFile('DEMO_S_SH020_COMP.comp');
    await workbench.showContainer('Compline');
    await widenSideBar(session);
    await workbench.runCommand('Compline: Submit to Farm…');
    await form.text(/12 frames in 2 chunks/).waitFor();
    await page.keyboard.press('Control+Enter');
    await workbench.trustProject(/hand jobs to render farms/);
    await form.text(/on studio: frames 12/).waitFor();
    await page.keyboard.press('Enter');
    const queue = workbench.tree('Render Queue');
    await queue.getByRole('treeitem', { name: /^Running, 1 job/ }).waitFor();
    await workbench.expand('Render Queue', /DEMO_S_SH020_COMP.*on studio/);
    await queue.getByRole('treeitem', { name: /1001-1006.*render01/ }).waitFor();
    await form.field('Where it is rendered').scrollIntoViewIfNeeded();
    await take(session, 'farm');
  };

const { file, output, complete } = await makePackage();
if (!complete) {
  console.error(output);
  exit(1);
}
mkdirSync(folder, { recursive: true });
await untilInterrupted(() => withSession(file, takeAll, { settings, viewport }));
await untilInterrupted(() => withSession(file, takeEditing, { settings, viewport, prepare: useRichComp }));
await untilInterrupted(() =>
  withSession(file, takeLanguages, { settings: { ...settings, 'workbench.editor.limit.enabled': false }, viewport }),
);
const farm = await FlamencoFarm.begin();
await untilInterrupted(() => withSession(file, takeFarm(farm), { settings, viewport }));
farm.mayBegin = () => true;
await farm[Symbol.asyncDispose]();
for (const name of [
  'farm',
  'editor',
  'media',
  'completion',
  'flow',
  'rendering',
  'published',
  'render-spec',
  'shots',
]) {
  console.log(`docs/images/${name}.png: ${Math.round(statSync(path.join(folder, `${name}.png`)).size / 1000)} kB`);
}
