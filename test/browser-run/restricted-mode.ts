import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const compName = 'DEMO_S_SH010_COMP.comp';

/** In a workspace that is not trusted comps are checked and mended, nothing else runs, and the views say why. */
export const restrictedMode = async ({ page, workbench, sandbox, open }: Session, steps: Steps): Promise<void> => {
  const dangling = workbench.problem(/there is no tool/);

  await steps.step(page, 'Open the project without trusting it', async () => {
    await open();
    await page.getByRole('button', { name: /^Restricted Mode/ }).waitFor();
    await workbench.fileInExplorer('compline.yaml').waitFor();
  });
  await steps.step(page, 'See and mend the error of a comp', async () => {
    await workbench.openFile(compName);
    await workbench.showProblems();
    await workbench.applyQuickFix(dangling, /Change to "ColorCorrector1"/);
    await dangling.waitFor({ state: 'detached' });
  });
  await steps.step(page, 'Read in the views why nothing runs', async () => {
    await workbench.showContainer('Compline');
    for (const view of ['Render Queue', 'Locks', 'Publish']) {
      await workbench
        .view(view)
        .getByText(/This workspace is not trusted/)
        .waitFor();
    }
  });
  await steps.step(page, 'Find no command that runs anything', async () => {
    assert.deepEqual(await workbench.commandsOf('Compline'), [
      'Apply Render Spec to Saver…',
      'Create Render Spec from Clipboard…',
      'Create Render Spec from Saver…',
      'Fix All Findings',
      'Lock Pipeline Nodes',
      'Relink Folder…',
      'Restart Language Server',
      'Setup Scene…',
      'Show Log',
      'Update All Loaders to the Newest Published Version',
    ]);
    assert.deepEqual(await readdir(path.join(sandbox.root, 'state')), [], 'no core was started');
  });
  await steps.step(page, 'Trust the workspace, and find everything on', async () => {
    await workbench.view('Render Queue').getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.view('Render Queue').getByText('No jobs.').waitFor();
    await workbench.findCommand('Compline: Publish…');
  });
};
