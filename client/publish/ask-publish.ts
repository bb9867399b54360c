import * as vscode from 'vscode';
import type { PublishPlan } from '../../server/protocol/publishes.ts';
import { Dismissed } from '../core/error-reporter.ts';
import { formatFrames, formatVersion, stem } from '../views/format.ts';

/** What the user says about a version. */
export interface PublishAnswers {
  readonly state: string;
  readonly comment: string;
}

const STATE = /^[A-Za-z]{1,10}$/;

function titleOf(plan: PublishPlan): string {
  const version = plan.version === undefined ? '' : formatVersion(plan.version);
  return vscode.l10n.t('Publish {0} version {1}, frames {2}', stem(plan.comp), version, formatFrames(plan.frames));
}

async function askState(title: string): Promise<string> {
  const other = vscode.l10n.t('Other…');
  const items = [
    { label: 'WIP', description: vscode.l10n.t('work in progress') },
    { label: 'CHK', description: vscode.l10n.t('to be checked') },
    { label: 'OK', description: vscode.l10n.t('approved') },
    { label: other, description: '' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('State of the version'),
  });
  if (picked === undefined) throw new Dismissed();
  if (picked.label !== other) return picked.label;
  const state = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('State of the version'),
    validateInput: (text) => (STATE.test(text) ? undefined : vscode.l10n.t('Use 1 to 10 letters.')),
  });
  if (state === undefined) throw new Dismissed();
  return state;
}

/** Asks for the state and the comment of a version. Throws `Dismissed` where the user calls it off. */
export async function askPublish(plan: PublishPlan): Promise<PublishAnswers> {
  const title = titleOf(plan);
  const state = await askState(title);
  const comment = await vscode.window.showInputBox({
    title,
    placeHolder: vscode.l10n.t('What is new in this version'),
    prompt: [vscode.l10n.t('Comment, may be empty'), ...plan.warnings].join(' · '),
  });
  if (comment === undefined) throw new Dismissed();
  return { state, comment };
}
