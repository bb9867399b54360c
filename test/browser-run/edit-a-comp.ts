import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { at } from '../../scripts/lib/paths.mjs';
import type { Sandbox } from '../vscode/rig/sandbox.ts';
import { CompEditor } from './comp-editor.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const shot = path.join('05-SHOTS', 'DEMO_S_SH020');
const compName = 'DEMO_S_SH020_COMP.comp';

/** The path of the comp in a sandbox's project. */
export const richComp = ({ workspace }: Sandbox): string => path.join(workspace, shot, 'DEMO_S_SH020_COMP', compName);

/** Gives a sandbox's project a comp with more in it, and a newer version of the plate that the comp reads. */
export const useRichComp = async (sandbox: Sandbox): Promise<void> => {
  await cp(at('test', 'fixtures', 'rich-comp', compName), richComp(sandbox));
  const published = path.join(sandbox.workspace, shot, 'DEMO_S_SH020_PLATE', '_published');
  await cp(path.join(published, '001_OK'), path.join(published, '002_OK'), { recursive: true });
};

/** Opens the comp, and waits until its lenses say what they have to say. */
export const openRichComp = async ({ page, workbench, open }: Session): Promise<void> => {
  await open();
  await workbench.fileInExplorer('compline.yaml').waitFor();
  await workbench.openFile(compName);
  const lenses = page.locator('.codelens-decoration');
  await lenses.getByText('Newest version v002 — update').waitFor();
  await lenses.getByText('All 12 frames on disk').waitFor();
};

const TAKEN =
  /\n\t\tComped = Merge \{\n\t\t\tInputs = \{\n\t\t\t\tBackground = Input \{\n\t\t\t\t\tSourceOp = "Title",\n/;

const BY_HAND = `
\t\tByHand = Merge {
\t\t\tInputs = {
\t\t\t\tBackground = Input {
\t\t\t\t\tSourceOp = "Title",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t},
`;

/** A comp read and written in the editor: what is shown beside the text, over it, and for the asking. */
export const editAComp = async (session: Session, steps: Steps): Promise<void> => {
  const { page, workbench, sandbox } = session;
  const editor = new CompEditor(page, workbench, richComp(sandbox));
  await steps.step(page, 'Read what stands above and beside the text', async () => {
    await openRichComp(session);
    await page.locator('.view-lines').getByText('12 frames').first().waitFor();
  });
  await steps.step(page, 'Read every problem to its end', async () => {
    await workbench.showProblems();
    await workbench.problem(/there is no tool "Titel"/).waitFor();
    await workbench.problem(/does not create its folder/).waitFor();
    await workbench.problem(/v002 is published/).waitFor();
    const messages = page.locator('.markers-panel .marker-message, .markers-panel .marker-message-line');
    assert.ok((await messages.count()) >= 3);
    const cut = await messages.evaluateAll((all) =>
      all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent),
    );
    assert.deepEqual(cut, []);
  });
  await steps.step(page, 'Ask what a tool is', async () => {
    await page.keyboard.press('Control+J'); // closes the panel
    await editor.goBehind('Ov');
    await editor.hover('no such tool');
  });
  await steps.step(page, 'Ask what a file is', async () => {
    await editor.goBehind('"Shot:/DEMO');
    await editor.hover('All 12 frames on disk');
  });
  await steps.step(page, 'See colours as colours', async () => {
    await editor.goBehind('Red1');
    await page.locator('.colorpicker-color-decoration').first().hover();
    await page.locator('.colorpicker-body').waitFor();
  });
  await steps.step(page, 'Be offered what an input may hold', async () => {
    await editor.goBehind('ApplyMode = Input { Value = FuID { "');
    await page.keyboard.press('Control+Space');
    await editor.suggestion('Multiply').waitFor();
  });
  await steps.step(page, 'Be offered tools', async () => {
    await editor.makeLineAbove('Over = Me');
    await editor.type('Merg');
    await editor.suggestion('Merge').first().waitFor();
  });
  await steps.step(page, 'Take a tool with all that it needs, and name it', async () => {
    await editor.take('Merge');
    await editor.type('Comped');
    assert.match(await editor.save(), TAKEN);
  });
  await steps.step(page, 'Write a tool by hand', async () => {
    await editor.makeLineAbove('Over = Me');
    for (const line of ['ByHand = Merge {', 'Inputs = {', 'Background = Input {']) {
      await editor.type(line);
      await editor.press('Enter');
    }
    await editor.type('SourceOp = "');
    await editor.suggestion('Title').waitFor();
  });
  await steps.step(page, 'Find it laid out as Fusion does it', async () => {
    await editor.take('Title');
    await editor.press('End');
    await editor.type(',');
    await editor.press('Enter');
    await editor.type('Source = "');
    await editor.take('Output');
    await editor.press('End');
    await editor.type(',');
    for (let closing = 0; closing < 3; closing += 1) {
      await editor.press('ArrowDown', 'End');
      await editor.type(',');
    }
    assert.ok((await editor.save()).includes(BY_HAND));
  });
  await steps.step(page, 'Be offered what mends a connection', async () => {
    await editor.goBehind('"Titel');
    await editor.openActions('Control+.', 'Change to "Title"');
  });
  await steps.step(page, 'Be offered what can be done with a file', async () => {
    await editor.goBehind('"Shot:/DEMO');
    await editor.openActions('Control+Shift+R', 'Relink this folder…');
  });
  await steps.step(page, 'Be asked for the new name of a tool', async () => {
    await editor.goBehind('\t\tTit');
    await editor.press('F2');
    await page.locator('.rename-input').waitFor();
  });
  await steps.step(page, 'Rename it with all that names it', async () => {
    await page.locator('.rename-input').fill('Caption');
    await editor.press('Enter');
    await page.locator('.view-line').getByText('Caption').first().waitFor();
    const text = await editor.save();
    assert.equal(text.match(/"Caption"/g)?.length, 2);
    assert.ok(!text.includes('"Title"'));
  });
  await steps.step(page, 'See what feeds a tool, and what feeds that', async () => {
    await editor.goBehind('\t\tMerg');
    await editor.showFeeding('Grade');
    await page.getByRole('treeitem', { name: /^Over\b/ }).waitFor();
  });
  await steps.step(page, 'Find a tool in every comp of the project', async () => {
    await editor.press('Control+T');
    await workbench.quickInput.locator('input').fill('#Plate');
    for (const comp of ['SH010_COMP', 'SH020_PRECOMP'])
      await workbench.quickInput.getByRole('option').filter({ hasText: comp }).first().waitFor();
  });
  await steps.step(page, 'Have the flow as an outline', async () => {
    await editor.close();
    await page
      .getByRole('tab', { name: /^Explorer/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Outline Section' }).click();
    await workbench
      .view('Outline')
      .getByRole('treeitem', { name: /TitlePath/ })
      .waitFor();
  });
};
