import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/extension-api.ts';
import { activated, compOf, eventually, inWorkspace, open, runWithProposals } from './workspace.ts';

const comp = () => compOf('SH020', 'COMP');
const lockFile = () => path.join(path.dirname(comp().fsPath), `.~${path.basename(comp().fsPath)}.lock`);

/** What another program on another machine writes into a lock file. */
const anns = () => {
  const now = new Date().toISOString();
  return JSON.stringify({
    ...{ version: 1, user: 'ann', machine: 'ws12', process: 1, application: 'Fusion', session: `ann-${now}` },
    ...{ acquired: now, renewed: now },
  });
};

/** Types into the active editor, as the keyboard does. */
const type = (text: string) => vscode.commands.executeCommand('type', { text });

const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

/** Closes the active editor and gives up what is not saved in it. */
const discard = () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

describe('a lock', () => {
  let api: ExtensionApi;
  const row = async () => (await api.rows.locks()).find((it) => it.path === comp().fsPath);
  const isMine = async () => (await row())?.context === 'lock mine';

  before(async () => {
    api = await activated();
    await closeAll();
  });

  afterEach(async () => {
    await rm(lockFile(), { force: true });
    await discard();
    await closeAll();
    await eventually('no lock is in the view', async () => (await api.rows.locks()).length === 0);
  });

  it('is taken and let go by the commands, and the view tells of it', async () => {
    await vscode.commands.executeCommand('compline.acquireLock', comp());
    assert.ok(existsSync(lockFile()));
    const held = await eventually('the lock is in the view', row);
    assert.deepEqual([held.label, held.description, held.context], ['DEMO_S_SH020_COMP.comp', 'you', 'lock mine']);
    await vscode.commands.executeCommand('compline.releaseLock', comp());
    assert.ok(!existsSync(lockFile()));
  });

  it('of somebody else appears without a refresh', async () => {
    await vscode.commands.executeCommand('compline.locks.focus');
    writeFileSync(lockFile(), anns());
    await eventually('the lock is in the view', async () => (await row())?.context === 'lock held');
    assert.equal((await row())?.description, 'ann on ws12');
    assert.equal(api.decoration(comp())?.badge, 'L!');
    await rm(lockFile());
    await eventually('it is gone from the view', async () => (await row()) === undefined);
    assert.equal(api.decoration(inWorkspace('compline.yaml')), undefined);
  });

  it('is taken at the first edit, and let go when the comp is closed', async () => {
    const document = await open(comp());
    assert.ok(!existsSync(lockFile()), 'looking at a comp locks nothing');
    await type(' ');
    await eventually('the comp is locked', () => existsSync(lockFile()) && isMine());
    assert.equal(api.lockStatus()?.text, '$(lock) You');
    await vscode.commands.executeCommand('undo');
    await eventually('nothing is unsaved', () => !document.isDirty);
    assert.ok(existsSync(lockFile()), 'undoing lets nothing go');
    await closeAll();
    await eventually('the comp is let go', () => !existsSync(lockFile()));
  });

  it('is taken on opening where that is set, not for a preview or a comparison', async () => {
    const settings = vscode.workspace.getConfiguration('compline');
    await settings.update('locks.onOpen', true, vscode.ConfigurationTarget.Workspace);
    try {
      const other = compOf('SH010', 'COMP');
      await vscode.commands.executeCommand('vscode.diff', other, comp());
      await vscode.window.showTextDocument(comp(), { preview: true });
      await vscode.workspace.openTextDocument(other);
      await api.core.request('core/status', {});
      assert.ok(!existsSync(lockFile()));
      await vscode.commands.executeCommand('workbench.action.keepEditor');
      await eventually('the comp that is kept open is locked', isMine);
      assert.deepEqual((await api.rows.locks()).length, 1);
      await closeAll();
      await eventually('it is let go', () => !existsSync(lockFile()));
    } finally {
      await settings.update('locks.onOpen', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('outlives its core, and nothing is in the way of typing meanwhile', async () => {
    const document = await open(comp());
    await type('-- before ');
    await eventually('the comp is locked', isMine);
    const session = () => JSON.parse(readFileSync(lockFile(), 'utf8')).session;
    const before = session();
    const { process: core } = await api.core.request('core/status', {});
    process.kill(core, 'SIGKILL');
    let wasReadonly = false;
    await eventually('another core has the lock', async () => {
      await type('x');
      wasReadonly ||= api.isReadonly(comp().fsPath);
      const held = api.core.state === 'connected' && (await isMine());
      return held && JSON.parse(readFileSync(lockFile(), 'utf8')).process !== core;
    });
    assert.equal(session(), before);
    assert.ok(!wasReadonly);
    assert.match(document.getText(), /^-- before x/);
  });

  it('of somebody else makes the editor read-only until it is let go', async () => {
    writeFileSync(lockFile(), anns());
    const document = await open(comp());
    await eventually('the editor is read-only', () => api.isReadonly(comp().fsPath));
    assert.equal(api.lockStatus()?.text, '$(person) ann on ws12');
    const before = document.getText();
    await type('x');
    assert.equal(document.getText(), before);
    await rm(lockFile());
    await eventually('the editor is writable', () => !api.isReadonly(comp().fsPath));
    await eventually('it can be typed in', async () => {
      await type(' ');
      return document.getText() !== before;
    });
    await eventually('the comp is locked', isMine);
  });

  it('that is lost makes the editor read-only, and what was typed stays and becomes a version', async function () {
    this.timeout(120_000);
    const document = await open(comp());
    const before = document.getText();
    await type('-- typed before the lock was lost\n');
    await eventually('the comp is locked', isMine);
    const typed = document.getText();
    await rm(lockFile());
    writeFileSync(lockFile(), anns());
    await eventually('the editor is read-only', () => api.isReadonly(comp().fsPath));
    await type('x');
    assert.equal(document.getText(), typed);
    assert.equal(await document.save(), false);
    assert.equal(readFileSync(comp().fsPath, 'utf8'), before);

    await runWithProposals('compline.saveVersion', comp());
    const folder = path.join(path.dirname(comp().fsPath), '_versions');
    const [version] = readdirSync(folder).filter((it) => it.endsWith('.comp'));
    assert.ok(version);
    assert.equal(readFileSync(path.join(folder, version), 'utf8'), typed);
    await eventually('the editor shows the file again', () => document.getText() === before && !document.isDirty);
  });

  it('that is lost just before a save keeps both texts, and the file gets back the other', async function () {
    this.timeout(120_000);
    const document = await open(comp());
    const before = document.getText();
    await type('-- saved too late\n');
    await eventually('the comp is locked', isMine);
    writeFileSync(lockFile(), anns()); // nobody is told of that before the next heartbeat
    const saved = document.getText();
    assert.ok(await document.save());
    const conflict = await eventually('the conflict is in the view', async () =>
      (await api.rows.locks()).find((it) => it.context.startsWith('conflict')),
    );
    assert.equal(conflict.path, comp().fsPath);
    assert.equal(api.decoration(comp())?.badge, '!');

    await runWithProposals('compline.resolveSaveConflict', comp());
    await eventually('it is decided', async () =>
      (await api.rows.locks()).every((it) => !it.context.startsWith('conflict')),
    );
    assert.equal(readFileSync(comp().fsPath, 'utf8'), before);
    await eventually('the editor shows it', () => document.getText() === before);
    const folder = path.join(path.dirname(comp().fsPath), '_versions');
    const texts = readdirSync(folder).map((it) => readFileSync(path.join(folder, it), 'utf8'));
    assert.ok(texts.includes(saved));
  });
});
