import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/extension-api.ts';
import { activated, compOf, eventually, open, runWithProposals } from './workspace.ts';

const comp = () => compOf('SH020', 'COMP');

/** The rows of all jobs, whatever group they stand in. */
async function jobRows(api: ExtensionApi) {
  const groups = await api.rows.queue();
  const rows = await Promise.all(groups.map((it) => api.rows.queue(it.id)));
  return rows.flat();
}

describe('the pipeline core', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await activated();
    const { project } = await api.core.request('project/status', { path: comp().fsPath });
    await api.core.request('project/trust', { root: project.root, hash: project.trustHash });
  });

  it('is connected by the first request', () => assert.equal(api.core.state, 'connected'));

  it('tells of this machine', async () => {
    const rows = await api.rows.system();
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['system:cpu', 'system:memory', 'system:gpus', 'system:renders', 'system:running'],
    );
  });

  it('opens the form of a scene once, under its name', async () => {
    const named = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith('Render '));
    await vscode.commands.executeCommand('compline.render', comp());
    await vscode.commands.executeCommand('compline.render', comp());
    await eventually('the form is open', () => named().length > 0);
    assert.deepEqual(
      named().map(({ label }) => label),
      [`Render ${path.basename(comp().fsPath)}`],
    );
    await vscode.window.tabGroups.close(named());
  });

  it('publishes a comp, and the views tell of it', async function () {
    this.timeout(120_000);
    await open(comp());
    await runWithProposals('compline.publish', comp());

    const descriptions = new Set<string>();
    const job = await eventually(
      () => `the job is completed: ${[...descriptions].join()}`,
      async () => {
        const [row] = await jobRows(api);
        if (row !== undefined) descriptions.add(row.description);
        assert.ok(!row?.description.startsWith('failed'), row?.description);
        return row?.description === 'completed' ? row : undefined;
      },
    );
    assert.match(job.label, /DEMO_S_SH020_COMP/);
    assert.ok(
      [...descriptions].some((it) => /^\d+\/12\b/.test(it)),
      [...descriptions].join(),
    );
    assert.deepEqual(
      (await api.rows.queue(job.id)).map((it) => it.label),
      ['Frames 1001-1006', 'Frames 1007-1012'],
    );

    const step = await eventually('the version is in the Publish view', async () =>
      (await api.rows.publish()).find((it) => it.label.includes('DEMO_S_SH020_COMP') && it.context === 'step'),
    );
    const [version] = await api.rows.publish(step.id);
    assert.equal(version?.label, '001');
    assert.match(version?.description ?? '', /^WIP · .*1001-1012/);
    const published = path.join(path.dirname(comp().fsPath), '_published', '001_WIP');
    const frames = readdirSync(published, { recursive: true }).filter((it) => String(it).endsWith('.exr'));
    assert.equal(frames.length, 12);
  });

  it('shows the log of a job', async () => {
    const [job] = await jobRows(api);
    assert.ok(job);
    await vscode.commands.executeCommand('compline.showJobLog', job.id.replace(/^job:/, ''));
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'compline-log');
    assert.match(shown?.getText() ?? '', /ffmpeg|frame/);
  });

  it('cancels a job that runs, and leaves no version behind', async function () {
    this.timeout(120_000);
    await runWithProposals('compline.publish', comp());
    const running = await eventually('a job runs', async () =>
      (await jobRows(api)).find((it) => it.context.includes('running')),
    );
    await vscode.commands.executeCommand('compline.cancelJob', running.id.replace(/^job:/, ''));
    await eventually('the job is cancelled', async () =>
      (await jobRows(api)).some((it) => it.id === running.id && it.description === 'cancelled'),
    );
    await eventually('no publish is at work', async () =>
      (await api.rows.publish()).every((it) => !it.context.includes('cancellable')),
    );
    const published = path.join(path.dirname(comp().fsPath), '_published');
    assert.ok(!readdirSync(published).some((it) => it.startsWith('002')));
  });

  it('refuses a comp with errors, and publishes nothing', async () => {
    const broken = compOf('SH010', 'COMP');
    await assert.rejects(
      api.core.request('publish/start', { comp: broken.fsPath }),
      (error: { code?: string }) => error.code === 'comp-has-errors',
    );
    assert.ok(!existsSync(path.join(path.dirname(broken.fsPath), '_published')));
  });
});

describe('a core that dies', () => {
  it('is started again; views and locks go on', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('compline.acquireLock', comp());
    const before = await api.core.request('core/status', {});
    const states: string[] = [];
    const subscription = api.core.onStateChange((state) => states.push(state));
    process.kill(before.process, 'SIGKILL');
    await eventually('another core is connected', () => states.includes('connected'));
    subscription.dispose();
    assert.equal(states[0], 'disconnected');
    assert.notEqual((await api.core.request('core/status', {})).process, before.process);
    assert.ok((await jobRows(api)).some((it) => it.description === 'completed'));
    await eventually('the lock is still held', async () =>
      (await api.rows.locks()).some((it) => it.path === comp().fsPath && it.context === 'lock mine'),
    );
    await vscode.commands.executeCommand('compline.releaseLock', comp());
    await eventually('it is let go', async () => (await api.rows.locks()).length === 0);
  });
});
