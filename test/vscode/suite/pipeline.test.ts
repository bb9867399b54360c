import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
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

/** The rows of all comps in the Publish view, whatever shot they stand under. */
async function compRows(api: ExtensionApi) {
  const shots = (await api.rows.publish()).filter((it) => it.context === 'shot');
  const rows = await Promise.all(shots.map((it) => api.rows.publish(it.id)));
  return rows.flat().filter((it) => it.context.startsWith('comp'));
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

    const row = await eventually('the version is in the Publish view', async () =>
      (await compRows(api)).find((it) => it.path === comp().fsPath && it.context.includes('published')),
    );
    assert.match(row.description, /^001 WIP/);
    const version = (await api.rows.publish(row.id)).find((it) => it.context.startsWith('version'));
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

  it('shows how a publish went', async () => {
    const { publishes } = await api.core.request('publish/list', {});
    const done = publishes.find((it) => it.phase === 'completed');
    assert.ok(done);
    await vscode.commands.executeCommand('compline.showPublishReport', done.id);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'compline-report');
    assert.match(shown?.getText() ?? '', /001 WIP[\s\S]*completed[\s\S]*1001-1012[\s\S]*12 of 12 frames/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', shown?.uri);
    assert.ok(links.some((it) => it.target?.toString().startsWith('command:compline.showJobLog')));
    assert.ok(links.some((it) => it.target?.scheme === 'file'));
  });

  it('updates a Loader from the Publish view, and leaves the comp unsaved', async function () {
    this.timeout(120_000);
    const plates = path.join(path.dirname(comp().fsPath), '..', 'DEMO_S_SH020_PLATE', '_published');
    cpSync(path.join(plates, '001_OK'), path.join(plates, '003_OK'), { recursive: true });
    try {
      const loader = await eventually('the Loader is outdated', async () => {
        await vscode.commands.executeCommand('compline.refresh');
        const row = (await compRows(api)).find((it) => it.path === comp().fsPath && it.context.includes('outdated'));
        return row && (await api.rows.publish(row.id)).find((it) => it.context.startsWith('loader outdated'));
      });
      assert.match(loader.description, /^001 → 003/);
      await vscode.commands.executeCommand('compline.loader.update', { row: loader });
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.fsPath, comp().fsPath);
      assert.match(document?.getText() ?? '', /_published\/003_OK\//);
      assert.ok(document?.isDirty);
      await vscode.commands.executeCommand('compline.loader.versionDown', { row: loader });
      assert.match(document?.getText() ?? '', /_published\/001_OK\//);
      // The Loader that the cursor is in, where there is no row.
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      const inside = editor.document.positionAt(editor.document.getText().indexOf('StartFrame'));
      editor.selection = new vscode.Selection(inside, inside);
      await vscode.commands.executeCommand('compline.loader.versionUp');
      assert.match(editor.document.getText(), /_published\/003_OK\//);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      rmSync(path.join(plates, '003_OK'), { recursive: true });
    }
  });

  it('sets a scene up as its shot is', async function () {
    this.timeout(120_000);
    const document = await open(comp());
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('{ 1001, 1012 }');
    edit.replace(comp(), new vscode.Range(document.positionAt(at), document.positionAt(at + 14)), '{ 1, 5 }');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await runWithProposals('compline.setupScene', comp());
    assert.ok(document.getText().includes('RenderRange = { 1001, 1012 }'), document.getText().slice(0, 200));
    await vscode.commands.executeCommand('workbench.action.files.revert');
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
