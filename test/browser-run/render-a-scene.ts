import assert from 'node:assert/strict';
import { RenderFormPage } from './render-form.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const compName = 'DEMO_S_SH020_COMP.comp';

/**
 * A scene is rendered by the form, with the keyboard alone, and this machine is looked at: in a window in which the
 * project is open and trusted.
 */
export const renderAScene = async ({ page, workbench }: Session, steps: Steps): Promise<void> => {
  const render = new RenderFormPage(page);
  const { keyboard } = page;

  await steps.step(page, 'Open the form of a comp', async () => {
    await workbench.openFile(compName);
    await workbench.runCommand('Compline: Render…');
    await render.text(/12 frames in 2 chunks: 1001-1006, 1007-1012/).waitFor();
    assert.equal(await render.field('Renderer').inputValue(), 'ffmpeg');
  });
  await steps.step(page, 'Be told what is wrong in the frames while they are written', async () => {
    await render.form.locator('#frames:focus').waitFor();
    await keyboard.type('1001-1003x0');
    await render.text(/^Character 11: /).waitFor();
    await keyboard.press('Control+Enter');
    await render.form.locator('#summary:focus').getByText('1 thing is to be put right').waitFor();
    await keyboard.press('Tab'); // the fault, which leads to its field
    await keyboard.press('Enter');
    await keyboard.type('1');
    await render.text(/^3 frames in 3 chunks|^3 frames in 1 chunk/).waitFor();
  });
  await steps.step(page, 'See what would be submitted', async () => {
    await keyboard.press('Control+Enter');
    await render.text(/DEMO_S_SH020_COMP with ffmpeg: frames 3/).waitFor();
    await render.form.locator('#submit:focus').waitFor();
  });
  await steps.step(page, 'Submit it, and find it in the Render Queue', async () => {
    await keyboard.press('Enter');
    await render.text(/DEMO_S_SH020_COMP is in the queue/).waitFor();
    await workbench
      .tree('Render Queue')
      .getByRole('treeitem', { name: /DEMO_S_SH020_COMP/, selected: true })
      .waitFor();
  });
  await steps.step(page, 'See this machine', async () => {
    await workbench.runCommand('Compline: Focus on System View');
    const system = workbench.tree('System');
    await system.getByRole('treeitem', { name: /^CPU, / }).waitFor();
    await system.getByRole('treeitem', { name: /^GPUs, / }).waitFor();
  });
};
