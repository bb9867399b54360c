import * as vscode from 'vscode';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { PublishView } from '../publish/publish-view.ts';
import { approveVersion } from '../roles/approve-version.ts';
import { WebhookCommands } from '../webhooks/webhook-commands.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import { AuditDocuments } from './audit-documents.ts';

/** What the record of projects is shown with. */
export interface RecordServices {
  readonly core: PipelineCore;
  readonly projects: CoreProjects;
  readonly errors: ErrorReporter;
  readonly publish: PublishView;
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
}

/** Registers what can be asked of audit trails, webhooks and approvals. */
export function createRecord(services: RecordServices, commands: CommandRegistry): vscode.Disposable {
  const { core, publish } = services;
  const documents = new AuditDocuments(services);
  const secrets = new WebhookSecrets(services);
  const webhooks = new WebhookCommands({ ...services, secrets, changed: () => publish.live.refresh() });
  commands.withCore('compline.showAuditTrail', (argument) => documents.show(argument));
  commands.withCore('compline.verifyAuditTrail', () => documents.verify());
  commands.withCore('compline.setWebhookSecret', () => webhooks.setSecret());
  commands.withCore('compline.showWaitingMessages', () => webhooks.showWaiting());
  commands.withCore('compline.sendMessagesAgain', () => webhooks.sendAgain());
  commands.withCore('compline.approveVersion', (argument) =>
    approveVersion(core, (folder) => publish.model.version(folder), argument),
  );
  return vscode.Disposable.from(documents, secrets);
}
