import * as vscode from 'vscode';
import type { Publish } from '../../server/protocol/publishes.ts';
import { isTold, tellNoMore } from '../core/notification-setting.ts';
import { formatFrames } from '../views/format.ts';
import { publishName } from './publish-rows.ts';

interface Action {
  readonly title: string;
  readonly command: string;
  readonly argument: string | undefined;
}

/** Tells how a publish ended, and offers what to do next. Resolves when the user has answered or closed it. */
export async function tellEnd(publish: Publish): Promise<void> {
  const hasFailed = publish.phase !== 'completed' && publish.phase !== 'cancelled';
  if (!isTold('publishes', hasFailed)) return;
  if (publish.phase === 'cancelled') {
    await tell('info', vscode.l10n.t('{0} was cancelled.', publishName(publish)), []);
    return;
  }
  if (publish.phase === 'completed') {
    await tell('info', completedText(publish), [
      { title: vscode.l10n.t('Show Version'), command: 'compline.showVersion', argument: publish.target },
      { title: vscode.l10n.t('Show Report'), command: 'compline.showPublishReport', argument: publish.id },
    ]);
    return;
  }
  await tell('error', failedText(publish), [
    { title: vscode.l10n.t('Show Job Log'), command: 'compline.showJobLog', argument: publish.job },
    { title: vscode.l10n.t('Retry'), command: 'compline.retryJob', argument: publish.job },
    { title: vscode.l10n.t('Show Report'), command: 'compline.showPublishReport', argument: publish.id },
  ]);
}

/** Errors whose next step is what the notification offers: to look at the log, and to retry. */
const OFFERED: ReadonlySet<string> = new Set(['render-failed', 'verification-failed']);

function failedText(publish: Publish): string {
  const { code, message, nextStep } = publish.error ?? { code: 'internal', message: '', nextStep: undefined };
  const what = vscode.l10n.t('{0} failed: {1}', publishName(publish), message);
  const isOffered = publish.job !== undefined && OFFERED.has(code);
  return isOffered || nextStep === undefined ? what : `${what} ${nextStep}`;
}

function completedText(publish: Publish): string {
  const frames = publish.frames === undefined ? '' : formatFrames(publish.frames);
  return publish.kind === 'preview'
    ? vscode.l10n.t('{0} is rendered, frames {1}.', publishName(publish), frames)
    : vscode.l10n.t('{0} ({1}) is published, frames {2}.', publishName(publish), publish.state, frames);
}

async function tell(kind: 'info' | 'error', text: string, actions: readonly Action[]): Promise<void> {
  const noMore = tellNoMore('publishes', kind === 'error');
  const possible = actions.filter((it) => it.argument !== undefined);
  // Who has cancelled it knows; that is no news to be rid of.
  const titles = (actions.length === 0 ? possible : [...possible, noMore]).map((it) => it.title);
  const choice =
    kind === 'info'
      ? await vscode.window.showInformationMessage(text, ...titles)
      : await vscode.window.showErrorMessage(text, ...titles);
  if (choice === noMore.title) await noMore.run();
  const action = possible.find((it) => it.title === choice);
  if (action !== undefined) await vscode.commands.executeCommand(action.command, action.argument);
}
