import * as vscode from 'vscode';
import type { CommandRegistry } from '../commands/command-registry.ts';
import { Dismissed } from '../core/error-reporter.ts';
import { diskFile } from '../locks/disk-file.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { ComparisonDocument } from './comparison-document.ts';
import { type KeptVersion, pickVersion, versionName } from './pick-version.ts';
import { type RestoreServices, restoreVersion } from './restore-version.ts';

/** Registers the commands about what is kept of a comp. */
export function createVersions(services: RestoreServices, commands: CommandRegistry): vscode.Disposable {
  const { core } = services;
  const comparison = new ComparisonDocument(core);
  const before = (comp: string, version: KeptVersion) => ({
    ...{ before: version.file, after: comp },
    title: vscode.l10n.t('version {0}', versionName(version)),
  });

  commands.withCore('compline.showVersions', async (argument) => {
    const comp = diskFile(argument);
    const version = await pickVersion(core, comp, vscode.l10n.t('Version to open, compare or restore'));
    await act(comp, version);
  });
  commands.withCore('compline.compareWithVersion', async (argument) => {
    const comp = diskFile(argument);
    const version = await pickVersion(core, comp, vscode.l10n.t('Version that the comp is compared with'));
    // The summary is a tab beside the text, which is what people look at first.
    await comparison.show(before(comp, version));
    await compareText(comp, version);
  });
  commands.withCore('compline.restoreVersion', async (argument) => {
    const comp = diskFile(argument);
    const version = await pickVersion(core, comp, vscode.l10n.t('Version that the comp is to be again'));
    await restoreVersion(services, comp, version);
  });
  return comparison;

  async function act(comp: string, version: KeptVersion): Promise<void> {
    const { file } = version;
    const uri = vscode.Uri.file(file);
    const actions = [
      { label: vscode.l10n.t('Open'), run: () => vscode.window.showTextDocument(uri, { preview: true }) },
      { label: vscode.l10n.t('Compare by Tools'), run: () => comparison.show(before(comp, version)) },
      { label: vscode.l10n.t('Compare Text'), run: () => compareText(comp, version) },
      { label: vscode.l10n.t('Restore…'), run: () => restoreVersion(services, comp, version) },
      {
        label: vscode.l10n.t('Reveal in Explorer'),
        run: () => vscode.commands.executeCommand('revealInExplorer', uri),
      },
      { label: vscode.l10n.t('Copy Path'), run: () => vscode.env.clipboard.writeText(file) },
    ];
    const title = vscode.l10n.t('{0}, version {1}', nameOf(comp), versionName(version));
    const picked = await vscode.window.showQuickPick(actions, { title, placeHolder: vscode.l10n.t('What to do') });
    if (picked === undefined) throw new Dismissed();
    await picked.run();
  }
}

async function compareText(comp: string, version: KeptVersion): Promise<void> {
  const title = vscode.l10n.t('{0}: version {1} ↔ now', nameOf(comp), versionName(version));
  const [left, right] = [vscode.Uri.file(version.file), vscode.Uri.file(comp)];
  await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
}
