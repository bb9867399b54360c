import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './workspace.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  it('is activated without an error, and starts no core for that', async () => {
    const { core } = await activated();
    assert.equal(core.state, 'disconnected');
  });

  it('has registered every command of its manifest', async () => {
    await activated();
    const extension = vscode.extensions.getExtension('compline.compline');
    assert.ok(extension);
    const { contributes }: Manifest = extension.packageJSON;
    const registered = await vscode.commands.getCommands(true);
    const missing = contributes.commands.map((it) => it.command).filter((it) => !registered.includes(it));
    assert.deepEqual(missing, []);
    assert.ok(contributes.commands.length >= 9);
  });
});
