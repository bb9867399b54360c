import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';

const STATE = /^[A-Za-z]{1,10}$/;

/** What the user says about a version of a comp. */
export interface VersionAnswers {
  /** Absent for the state of the newest version. */
  readonly state?: string;
  readonly comment: string;
}

/**
 * Asks for the state and the comment of a version; `last` is the state of the one before, which is offered first. Throws
 * `Dismissed` where the user calls it off.
 */
export async function askVersion(title: string, last: string | undefined): Promise<VersionAnswers> {
  const state = await askState(title, last);
  const comment = await vscode.window.showInputBox({
    title,
    placeHolder: vscode.l10n.t('What is new in this version'),
    prompt: vscode.l10n.t('Comment, may be empty'),
  });
  if (comment === undefined) throw new Dismissed();
  return { comment: comment.trim(), ...(state !== undefined && { state }) };
}

async function askState(title: string, last: string | undefined): Promise<string | undefined> {
  const same = { label: vscode.l10n.t('As Before'), description: vscode.l10n.t('the state of the newest version') };
  const other = { label: vscode.l10n.t('Other…'), description: '' };
  const states = [
    { label: 'wip', description: vscode.l10n.t('work in progress') },
    { label: 'v', description: vscode.l10n.t('without a state') },
    { label: 'chk', description: vscode.l10n.t('to be checked') },
    { label: 'ok', description: vscode.l10n.t('approved') },
  ];
  const known = states.find(({ label }) => label === last);
  const first = last === undefined ? [] : [known ?? { label: last, description: vscode.l10n.t('as last time') }];
  const items = [...first, same, ...states.filter((it) => it !== known), other];
  const placeHolder = vscode.l10n.t('State of the version');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (picked === undefined) throw new Dismissed();
  if (picked === same) return undefined;
  if (picked !== other) return picked.label;
  const state = await vscode.window.showInputBox({
    title,
    prompt: placeHolder,
    validateInput: (text) => (STATE.test(text) ? undefined : vscode.l10n.t('Use 1 to 10 letters.')),
  });
  if (state === undefined) throw new Dismissed();
  return state;
}
