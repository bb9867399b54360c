import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FlamencoFarm } from '../unit/pipeline/farms/flamenco/flamenco-farm.ts';
import type { Locator, Page } from '../vscode/rig/browser.ts';
import { RenderFormPage } from './render-form.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const compName = 'DEMO_S_SH020_COMP.comp';

/**
 * A render is submitted to a farm by the form and followed; then the farm is made the project's own, and a publish goes
 * there. The machine of `farm` waits before the second chunk until the first one was seen. In a window in which the
 * project is open.
 */
export const onAFarm =
  (farm: FlamencoFarm) =>
  async ({ page, workbench, sandbox }: Session, steps: Steps): Promise<void> => {
    const render = new RenderFormPage(page);
    const queue = workbench.tree('Render Queue');
    const configuration = path.join(sandbox.workspace, 'compline.yaml');
    farm.mayBegin = (_, place) => place === 0;

    await steps.step(page, 'Describe a farm in compline.yaml', async () => {
      const { url } = farm.manager.server;
      await appendFile(configuration, `\nfarms:\n  studio:\n    type: flamenco\n    url: ${url}\n`);
      await statusBar(page, 'This Machine').waitFor();
      await workbench.openFile(compName);
    });
    await steps.step(page, 'Open the form for the farm', async () => {
      await workbench.runCommand('Compline: Submit to Farm…');
      await render.text(/The farm is asked once the project is trusted/).waitFor();
      assert.match(await render.field('Where it is rendered').inputValue(), /studio/);
      await render.field('Frames').fill('');
    });
    await steps.step(page, 'Trust the programs and the farm', async () => {
      await render.text(/12 frames in 2 chunks/).waitFor();
      await page.keyboard.press('Control+Enter');
      await workbench.trustProject(/hand jobs to render farms/);
      await render.text(/DEMO_S_SH020_COMP with ffmpeg on studio: frames 12/).waitFor();
    });
    await steps.step(page, 'Submit it, and see it begin on a machine of the farm', async () => {
      await page.keyboard.press('Enter');
      await queue.getByRole('treeitem', { name: /^Running, 1 job/ }).waitFor();
      await workbench.expand('Render Queue', /DEMO_S_SH020_COMP.*on studio/);
      await queue.getByRole('treeitem', { name: /1001-1006.*render01/ }).waitFor();
    });
    await steps.step(page, 'See the farm answer in the form', async () => {
      await render.form.getByText('Check Again').click();
      await render.text(/studio answers/).waitFor();
    });
    await steps.step(page, 'See the job completed', async () => {
      farm.mayBegin = () => true;
      await queue.getByRole('treeitem', { name: /DEMO_S_SH020_COMP.*completed.*on studio/i }).waitFor();
    });
    await steps.step(page, 'Make the farm the one that jobs go to', async () => {
      await workbench.runCommand('Compline: Switch Farm…');
      await page
        .locator('.quick-input-widget')
        .getByRole('option', { name: /^studio/ })
        .click();
      await statusBar(page, 'studio').waitFor();
      const text = await readFile(configuration, 'utf8');
      assert.match(text, /^farm: studio$/m);
      assert.match(text, /^# The configuration of the sample project/);
    });
    await steps.step(page, 'Publish a comp there', async () => {
      await workbench.openFile(compName);
      await workbench.publish();
      await workbench.describeVersion('WIP', 'Rendered on the farm');
      await workbench.notification(/published/i).waitFor();
      assert.equal(farm.manager.jobs.size, 2);
      assert.deepEqual(farm.manager.faults, []);
    });
  };

const statusBar = (page: Page, text: string): Locator =>
  page.locator('[id="compline.compline.compline.farm"]').filter({ hasText: text });
