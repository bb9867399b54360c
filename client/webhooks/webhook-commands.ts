import path from 'node:path';
import * as vscode from 'vscode';
import type { WebhookList, WebhookMessage } from '../../server/protocol/webhooks.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { pickProject } from '../project/pick-project.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

/** What the commands about webhooks work with. */
export interface WebhookCommandsServices {
  readonly core: PipelineCore;
  readonly projects: CoreProjects;
  readonly secrets: Pick<WebhookSecrets, 'set'>;
  /** Called when messages may wait for something else than before. */
  readonly changed: () => void;
}

/** The commands about webhooks and the messages to them. */
export class WebhookCommands {
  readonly #services: WebhookCommandsServices;

  constructor(services: WebhookCommandsServices) {
    this.#services = services;
  }

  /** Asks for the address of a webhook and keeps it; an empty one is forgotten. */
  async setSecret(): Promise<void> {
    const { core, secrets, changed } = this.#services;
    const { root, webhooks } = await this.#list();
    if (webhooks.length === 0) {
      throw new Notice(vscode.l10n.t('{0} names no webhooks: name one in compline.yaml.', path.basename(root)));
    }
    const placeHolder = vscode.l10n.t('Webhook whose address is set');
    const items = webhooks.map(({ name, kind, address, target }) => ({
      label: name,
      description: address === 'missing' ? vscode.l10n.t('{0}, without an address', kind) : `${kind}, ${target ?? ''}`,
    }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder });
    if (picked === undefined) throw new Dismissed();
    const url = await vscode.window.showInputBox({
      title: vscode.l10n.t('Address of the Webhook {0}', picked.label),
      prompt: vscode.l10n.t('It is kept in the secret storage of VS Code. An empty one is forgotten.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === '' || /^https:\/\/\S+$|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]\S*$/.test(text.trim())
          ? undefined
          : vscode.l10n.t('Write an address that begins with https://.'),
    });
    if (url === undefined) throw new Dismissed();
    await secrets.set(root, picked.label, url.trim() === '' ? undefined : url.trim());
    changed();
    if (url.trim() === '') return;
    const test = vscode.l10n.t('Send a Test');
    const message = vscode.l10n.t('The address of {0} is set.', picked.label);
    if ((await vscode.window.showInformationMessage(message, test)) !== test) return;
    const answer = await core.request('webhooks/test', { project: root, webhook: picked.label });
    tell(answer.message);
  }

  /** Lists what was not sent; what is chosen can be sent or dropped. */
  async showWaiting(): Promise<void> {
    const { core, changed } = this.#services;
    const { root, messages } = await this.#list();
    const open = messages.filter(({ state }) => state !== 'sent');
    if (open.length === 0) throw new Notice(vscode.l10n.t('No message waits.'));
    const items = open.map((message) => ({
      label: message.title,
      description: `${message.webhook} · ${stateText(message)}`,
      detail: message.reason ?? '',
      message,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t('Message to send again or to drop'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked === undefined) throw new Dismissed();
    const send = { label: vscode.l10n.t('Send Again') };
    const drop = { label: vscode.l10n.t('Drop') };
    const choice = await vscode.window.showQuickPick([send, drop], { placeHolder: picked.label });
    if (choice === undefined) throw new Dismissed();
    const wish = { project: root, message: picked.message.id };
    if (choice === drop) await core.request('webhooks/drop', wish);
    else for (const message of (await core.request('webhooks/send', wish)).messages) tell(message);
    changed();
  }

  /** Sends everything that was not sent now. */
  async sendAgain(): Promise<void> {
    const { core, changed } = this.#services;
    const { root } = await this.#list();
    const { messages } = await core.request('webhooks/send', { project: root });
    changed();
    if (messages.length === 0) throw new Notice(vscode.l10n.t('No message waits.'));
    const sent = messages.filter(({ state }) => state === 'sent').length;
    const first = messages.find(({ state }) => state !== 'sent');
    if (first === undefined) throw new Notice(vscode.l10n.t('{0} messages were sent.', sent));
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} of {1} messages were sent. {2}', sent, messages.length, first.reason ?? ''),
    );
  }

  async #list(): Promise<WebhookList> {
    const { core, projects } = this.#services;
    const project = await pickProject(await projects.roots(), vscode.l10n.t('Project whose messages are meant'));
    return await core.request('webhooks/list', { project });
  }
}

function stateText({ state, attempts }: WebhookMessage): string {
  const word = state === 'failed' ? vscode.l10n.t('given up') : vscode.l10n.t('waits');
  return attempts === 0 ? word : vscode.l10n.t('{0}, attempts: {1}', word, attempts);
}

function tell({ webhook, state, reason }: WebhookMessage): void {
  if (state === 'sent') void vscode.window.showInformationMessage(vscode.l10n.t('{0} has taken the message.', webhook));
  else
    void vscode.window.showWarningMessage(vscode.l10n.t('The message to {0} was not sent. {1}', webhook, reason ?? ''));
}
