import * as vscode from 'vscode';
import type { CompVersion } from '../../server/protocol/versions.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { formatFrames, formatSize, formatTime, formatVersion } from '../views/format.ts';

/** A version whose text is kept. */
export interface KeptVersion extends CompVersion {
  readonly file: string;
}

/**
 * Lets the user choose a version of a comp, the newest first. Throws `Dismissed`; `Notice` where nothing is kept of it.
 */
export async function pickVersion(core: PipelineCore, comp: string, placeHolder: string): Promise<KeptVersion> {
  const { versions } = await core.request('version/list', { comp });
  const kept = versions.flatMap((it) => (it.file === undefined ? [] : [{ ...it, file: it.file }]));
  if (kept.length === 0) {
    throw new Notice(vscode.l10n.t('Nothing is kept of {0} yet: save a new version, or publish it.', nameOf(comp)));
  }
  const items = kept.map((version) => ({ ...itemOf(version), version }));
  const title = vscode.l10n.t('Versions of {0}', nameOf(comp));
  const picked = await vscode.window.showQuickPick(items, {
    ...{ title, placeHolder, matchOnDescription: true, matchOnDetail: true },
  });
  if (picked === undefined) throw new Dismissed();
  return picked.version;
}

/** A version as people call it: `003 WIP`. */
export function versionName({ number, state }: CompVersion): string {
  return [formatVersion(number), state].filter(Boolean).join(' ');
}

function itemOf(version: CompVersion): vscode.QuickPickItem {
  const { kind, at, by, frames, bytes, seconds, comment } = version;
  const facts = [
    kind === 'published' ? vscode.l10n.t('published') : vscode.l10n.t('saved'),
    formatTime(at),
    by,
    frames && formatFrames(frames),
    bytes === undefined ? undefined : formatSize(bytes),
    seconds === undefined ? undefined : vscode.l10n.t('rendered in {0} s', Math.round(seconds)),
  ];
  return {
    label: versionName(version),
    iconPath: new vscode.ThemeIcon(kind === 'published' ? 'package' : 'save-as'),
    description: facts.filter((it) => it !== undefined && it !== '').join(' · '),
    ...(comment !== undefined && { detail: comment }),
  };
}
