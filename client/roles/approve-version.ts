import path from 'node:path';
import * as vscode from 'vscode';
import type { PublishedVersion } from '../../server/protocol/publishes.ts';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { compFor } from '../publish/pick-comp.ts';
import { formatVersion } from '../views/format.ts';

/** A published version of a comp. */
interface Chosen {
  /** The working file. */
  readonly comp: string;
  readonly version: number;
}

/** Approves a published version: of a row of the Publish view, or one that is picked of the comp in question. */
export async function approveVersion(
  core: PipelineCore,
  versionOf: (folder: string) => PublishedVersion | undefined,
  argument: unknown,
): Promise<void> {
  const id = elementOf(argument)?.row.id;
  const row = id?.startsWith('version:') ? versionOf(id.slice('version:'.length)) : undefined;
  const { comp, version } = row === undefined ? await pickVersion(core, argument) : await ofRow(row);
  const name = path.basename(comp);
  const title = vscode.l10n.t('Approve {0} version {1}', name, formatVersion(version));
  const comment = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('Comment, may be empty') });
  if (comment === undefined) throw new Dismissed();
  await core.request('approval/set', { comp, version, comment: comment.trim() });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} version {1} is approved.', name, formatVersion(version)),
  );
}

/** The comp is the one whose copy the version holds. */
async function ofRow({ folder, stepFolder, number, step }: PublishedVersion): Promise<Chosen> {
  const files = await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder));
  const comp = files.map(([name]) => name).find((name) => /\.comp$/i.test(name));
  if (comp !== undefined) return { comp: path.join(stepFolder, comp), version: number };
  throw new Notice(vscode.l10n.t('Version {0} of {1} holds no comp.', formatVersion(number), step));
}

async function pickVersion(core: PipelineCore, argument: unknown): Promise<Chosen> {
  const { fsPath: comp } = await compFor(argument, vscode.l10n.t('Comp whose version is approved'));
  const { project } = await core.request('project/status', { path: comp });
  const [{ versions }, { approvals }] = await Promise.all([
    core.request('publish/versions', { project: project.root, comp }),
    core.request('approval/list', { comp }),
  ]);
  if (versions.length === 0) throw new Notice(vscode.l10n.t('No version of {0} is published.', path.basename(comp)));
  const approved = new Set(approvals.filter(({ kind }) => kind === 'published').map((it) => it.version));
  const items = versions.map(({ number, state, comment = '' }) => ({
    label: [formatVersion(number), state].filter(Boolean).join(' '),
    description: approved.has(number) ? vscode.l10n.t('approved · {0}', comment) : comment,
    number,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Version to approve') });
  if (picked === undefined) throw new Dismissed();
  return { comp, version: picked.number };
}
