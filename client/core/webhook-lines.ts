import { l10n } from 'vscode';
import type { ProjectWebhook } from '../../server/protocol/projects.ts';

/** Whom a project would tell what happens, a line for each; nothing where it tells nobody. */
export function webhookLines(webhooks: readonly ProjectWebhook[] | undefined = []): string[] {
  if (webhooks.length === 0) return [];
  const lines = webhooks.map(({ name, kind, target }) =>
    target === undefined
      ? l10n.t('{0} ({1}): the address that is set on this machine', name, kind)
      : l10n.t('{0} ({1}): {2}', name, kind, target),
  );
  return ['', l10n.t('It would send messages about publishes to:'), ...lines];
}
