import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

/** Opens the page of a job whose 12 frames, from 1001 on, are rendered; walks over them with the keyboard, and closes it. */
export const seeJobPage = async ({ page, workbench }: Session, steps: Steps, job: string): Promise<void> => {
  const content = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const grid = content.getByRole('grid');
  const cell = (name: RegExp) => grid.getByRole('gridcell', { name, includeHidden: true });
  const done = content.getByRole('button', { name: /^Done 12/ });

  await steps.step(page, 'Open the page of the job from its row', async () => {
    const row = workbench.tree('Render Queue').getByRole('treeitem', { name: new RegExp(job) });
    await row.hover();
    await row.getByRole('button', { name: 'Open Job Page…' }).click();
    await content.getByRole('heading', { level: 1 }).waitFor();
    await done.waitFor();
    await content.getByText(/^Median \d/).waitFor();
  });
  await steps.step(page, 'Walk over its frames with the keyboard', async () => {
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await cell(/^Frame 1001, Done/).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await cell(/^Frame 1002, Done/).waitFor({ state: 'attached' });
    await page.keyboard.press('Shift+ArrowRight');
    await content.getByText('2 frames are selected').waitFor();
  });
  await steps.step(page, 'Leave the frames out that are done', async () => {
    await done.click();
    await content.getByText('No frame is in a state that is shown.').waitFor();
    await done.click();
    await grid.waitFor();
  });
  await page
    .locator('.tab.active')
    .getByRole('button', { name: /^Close/ })
    .click();
};
