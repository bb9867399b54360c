import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { assertPublished, auditLines, publishedVersions } from './on-disk.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

const name = 'DEMO_S_SH020_COMP';
const step = path.join('05-SHOTS', 'DEMO_S_SH020', name);

/** How long a render of the sample project may take at most, in milliseconds. */
const PATIENCE = 60_000;

interface JobList {
  readonly jobs: readonly { readonly state: string; readonly framesDone: number }[];
}

/** A publish whose editor is closed in the middle of its render: the render goes on, and the version appears. */
export const closeTheEditor = async (session: Session, steps: Steps): Promise<void> => {
  const { page, workbench, sandbox, open, closeEditor } = session;
  const comp = path.join(sandbox.workspace, step, `${name}.comp`);
  const job = async () => {
    const { jobs }: JobList = JSON.parse(await sandbox.compline('queue', 'list', '--json'));
    assert.equal(jobs.length, 1);
    return jobs[0];
  };

  await steps.step(page, 'Publish a comp that has no error', async () => {
    await open();
    await workbench.fileInExplorer('compline.yaml').waitFor();
    await workbench.openFile(`${name}.comp`);
    await workbench.showContainer('Compline');
    await workbench.publish();
    await workbench.trustProject(/ffmpeg/);
    await workbench.describeVersion('CHK', '');
    await workbench.framesDone(name, 12, 0);
  });
  await steps.step(undefined, 'Close the editor in the middle of the render', async () => {
    await closeEditor();
    const published = await publishedVersions(sandbox.workspace, step);
    assert.ok(!published.includes('001_CHK'), 'the version is not there yet');
    assert.equal((await job())?.state, 'running');
  });
  await steps.step(undefined, 'Find the render completed and the version published', async () => {
    const end = performance.now() + PATIENCE;
    while (!(await auditLines(sandbox.workspace)).some(({ event }) => event === 'publish')) {
      assert.ok(performance.now() < end, 'the audit trail, which is written last, tells of the version');
      await setTimeout(100);
    }
    assert.equal((await job())?.state, 'completed');
    await assertPublished({ workspace: sandbox.workspace, step, version: '001_CHK', comp, first: 1001, last: 1012 });
  });
};
