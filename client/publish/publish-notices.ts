import path from 'node:path';
import * as vscode from 'vscode';
import type { Abilities, Action } from '../../server/protocol/roles.ts';
import type { WebhookList } from '../../server/protocol/webhooks.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { Row } from '../views/row.ts';

/** Actions whose commands are disabled where no project of the workspace allows them. */
const GUARDED: readonly Action[] = ['publish', 'preview', 'approve', 'take-over'];

/** What the Publish view says before everything else: what the user may not do, and messages that wait. */
export class PublishNotices {
  readonly #core: PipelineCore;
  #rows: readonly Row[] = [];

  constructor(core: PipelineCore) {
    this.#core = core;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Asks the core about some projects, and keeps the context keys `compline.denied.<action>`. */
  async load(roots: readonly string[]): Promise<void> {
    const [abilities, lists] = await Promise.all([
      Promise.all(roots.map(async (path) => (await this.#core.request('project/abilities', { path })).abilities)),
      Promise.all(roots.map((project) => this.#core.request('webhooks/list', { project }))),
    ]);
    for (const action of GUARDED) {
      const denied = abilities.length > 0 && abilities.every((it) => reasonOf(it, action) !== undefined);
      await vscode.commands.executeCommand('setContext', `compline.denied.${action}`, denied);
    }
    this.#rows = [...abilities.flatMap(deniedRow), ...lists.flatMap(waitingRow)];
  }
}

function reasonOf({ actions }: Abilities, action: Action): string | undefined {
  return actions.find((it) => it.action === action && !it.allowed)?.reason;
}

function deniedRow(abilities: Abilities): Row[] {
  const reasons = [reasonOf(abilities, 'publish'), reasonOf(abilities, 'publish-final')].filter(
    (it) => it !== undefined,
  );
  const [reason] = reasons;
  if (reason === undefined) return [];
  const label =
    reasonOf(abilities, 'publish') === undefined
      ? vscode.l10n.t('You may publish no final versions')
      : vscode.l10n.t('You may not publish');
  return [
    {
      id: `denied:${abilities.root}`,
      label,
      description: path.basename(abilities.root),
      icon: { id: 'lock' },
      context: 'notice',
      spoken: reason,
      tooltip: reasons.map((value) => ({ value })),
    },
  ];
}

function waitingRow({ root, messages, trusted, webhooks }: WebhookList): Row[] {
  const open = messages.filter(({ state }) => state !== 'sent');
  const [first] = open;
  const missing = webhooks.filter(({ address }) => address === 'missing').map(({ name }) => name);
  if (first === undefined) return [];
  const failed = open.filter(({ state }) => state === 'failed').length;
  const label =
    open.length === 1
      ? vscode.l10n.t('1 message is not sent')
      : vscode.l10n.t('{0} messages are not sent', open.length);
  const description = first.reason ?? '';
  return [
    {
      id: `messages:${root}`,
      label,
      description,
      icon: failed > 0 ? { id: 'warning', color: 'charts.yellow' } : { id: 'mail' },
      context: 'notice messages',
      spoken: `${label}. ${description}`,
      tooltip: [
        { value: description },
        ...(trusted ? [] : [{ value: vscode.l10n.t('The project is not trusted, so nothing is sent.') }]),
        ...(missing.length === 0 ? [] : [{ name: vscode.l10n.t('Without an address'), value: missing.join(', ') }]),
      ],
      command: { id: 'compline.showWaitingMessages', title: vscode.l10n.t('Show Messages That Wait') },
    },
  ];
}
