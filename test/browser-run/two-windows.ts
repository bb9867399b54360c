import assert from 'node:assert/strict';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const step = path.join('05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_COMP');
const name = 'DEMO_S_SH020_COMP.comp';

/** What another program on another machine writes into a lock file. */
const anns = (): string => {
  const now = new Date().toISOString();
  return JSON.stringify({
    ...{ version: 1, user: 'ann', displayName: 'Ann Lee', machine: 'ws12', process: 1, application: 'Fusion' },
    ...{ session: `ann-${now}`, acquired: now, renewed: now },
  });
};

/** One comp in two windows, and on another machine: who writes, who is told, and that nothing typed is lost. */
export const twoWindows = async (session: Session, steps: Steps): Promise<void> => {
  const { page, workbench, sandbox, open, openAnother } = session;
  const comp = path.join(sandbox.workspace, step, name);
  const lockFile = path.join(sandbox.workspace, step, `.~${name}.lock`);
  // What a decoration says is in the label that a screen reader gets.
  const marked = (text: string) => workbench.fileInExplorer(name).locator(`[aria-label*="${text}"]`).first();
  const rows = workbench.tree('Locks').getByRole('treeitem');
  const first = page.locator(`.monaco-editor[data-uri$="/${name}"] .view-line`).first();
  const firstLine = async () => ((await first.textContent()) ?? '').replaceAll('\u{a0}', ' ');

  await steps.step(page, 'Type in a comp, and have its lock', async () => {
    await open();
    await workbench.fileInExplorer('compline.yaml').waitFor();
    await workbench.openFile(name);
    await workbench.languageInStatusBar('Fusion Comp').waitFor();
    await page.keyboard.type('-- in the first window ');
    await workbench.lockInStatusBar.filter({ hasText: 'You' }).waitFor();
    await marked('Lock: held by you').waitFor();
    await workbench.showContainer('Compline');
    await rows.filter({ hasText: name }).getByText('you').waitFor();
  });
  const { page: other, workbench: otherWorkbench } = await openAnother('05-SHOTS');
  await steps.step(other, 'Open it in another window, and be told', async () => {
    await otherWorkbench.fileInExplorer('DEMO_S_SH020').first().waitFor();
    await otherWorkbench.openFile(name);
    await otherWorkbench.notification(/locked in another window/).waitFor();
    await otherWorkbench.lockInStatusBar.filter({ hasText: 'elsewhere' }).waitFor();
  });
  await steps.step(other, 'Take it over there, and type', async () => {
    await otherWorkbench
      .notification(/locked in another window/)
      .getByRole('button', { name: 'Take Over…' })
      .click();
    await otherWorkbench.lockInStatusBar.filter({ hasText: /You$/ }).waitFor();
    await other.locator(`.monaco-editor[data-uri$="/${name}"]`).first().click();
    await other.keyboard.press('Control+Home');
    await other.keyboard.type('-- in the second ');
    await other.keyboard.press('Control+S');
    await otherWorkbench.savedTab(name).waitFor();
    assert.match(await readFile(comp, 'utf8'), /-- in the second/);
  });
  await steps.step(page, 'Be told in the first window, and keep what was typed there', async () => {
    await workbench.notification(/taken over the lock/).waitFor();
    await page.locator(`.monaco-editor[data-uri$="/${name}"]`).first().click();
    await page.keyboard.type('too late');
    assert.match(await firstLine(), /in the first window/);
    assert.doesNotMatch(await firstLine(), /too late/);
  });
  await steps.step(page, 'Save that as a new version', async () => {
    await workbench
      .notification(/taken over the lock/)
      .getByRole('button', { name: 'Save As New Version…' })
      .click();
    await workbench.quickInput.getByRole('option', { name: /^wip/ }).click();
    await workbench.quickInput.getByText(/Comment/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification(/saved as version 001/).waitFor();
    const version = path.join(sandbox.workspace, step, '_versions', name.replace('.comp', '_wip001.comp'));
    assert.match(await readFile(version, 'utf8'), /-- in the first window/);
    assert.match(await readFile(comp, 'utf8'), /-- in the second/);
    await first.getByText('second').waitFor();
  });
  await steps.step(page, 'See the lock of somebody on another machine in the view and in the Explorer', async () => {
    await other.close();
    await rows.filter({ hasText: name }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+W');
    await writeFile(lockFile, anns());
    await rows.filter({ hasText: 'Ann Lee on ws12' }).waitFor();
    await workbench.showContainer('Explorer');
    await marked('Lock: held by Ann Lee on ws12').waitFor();
  });
  await steps.step(page, 'Open it all the same, and be told who has it', async () => {
    await workbench.showContainer('Compline');
    await workbench.openFile(name);
    await workbench.notification(/locked by Ann Lee on ws12 \(Fusion\) since/).waitFor();
    await workbench.lockInStatusBar.filter({ hasText: 'Ann Lee on ws12' }).waitFor();
  });
  await steps.step(page, 'Take it over for a reason', async () => {
    await workbench.lockInStatusBar.click();
    await workbench.quickInput.getByRole('option', { name: 'Take Over…' }).click();
    await workbench.quickInput.getByText(/audit trail/).waitFor();
    await page.keyboard.type('Ann has left, the shot is due');
    await page.keyboard.press('Enter');
    await workbench.lockInStatusBar.filter({ hasText: /You$/ }).waitFor();
    assert.doesNotMatch(await readFile(lockFile, 'utf8'), /"ann"/);
  });
  await steps.step(page, 'Let all locks go', async () => {
    await workbench.runCommand('Compline: Release All My Locks');
    await workbench.lockInStatusBar.waitFor({ state: 'detached' });
    await assert.rejects(readFile(lockFile));
  });
  await steps.step(page, 'Find a lock that was left behind, and take it over', async () => {
    await writeFile(lockFile, anns());
    const old = new Date(Date.now() - 3_600_000);
    await utimes(lockFile, old, old);
    await workbench.runCommand('Compline: Show Stale Locks…');
    await workbench.quickInput.getByRole('option', { name }).click();
    await workbench.quickInput.getByRole('option', { name: 'Take Over…' }).click();
    await workbench.dialog.getByRole('button', { name: 'Take Over' }).click();
    await workbench.lockInStatusBar.filter({ hasText: /You$/ }).waitFor();
    await rm(lockFile);
  });
};
