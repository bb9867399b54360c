import type { WebhookList, WebhookMessage } from '../protocol/webhooks.ts';
import { formatTable } from './table.ts';
import { printable } from './terminal.ts';

/** The webhooks of a project and the messages that are not sent, for people. */
export function webhooksText({ root, trusted, webhooks, messages }: WebhookList): string {
  if (webhooks.length === 0 && messages.length === 0) return `${root} names no webhooks.\n`;
  const trust = trusted ? '' : 'The project is not trusted, so nothing is sent: compline trust.\n';
  const rows = webhooks.map(({ name, kind, events, target, address, variable }) => [
    name,
    kind,
    address === 'missing' ? `no address: set ${variable}` : `${target ?? ''} (${address})`,
    events.join(', '),
  ]);
  const open = messages.filter(({ state }) => state !== 'sent');
  const sent = messages.length - open.length;
  return [
    trust,
    formatTable(rows),
    open.length === 0 ? '' : `\n${formatTable(open.map(messageRow))}`,
    `${open.length} messages are not sent, ${sent} were.\n`,
  ].join('');
}

/** A message on one line. */
export function messageText(message: WebhookMessage): string {
  return formatTable([messageRow(message)]);
}

function messageRow({ id, webhook, state, attempts, nextAt, title, reason }: WebhookMessage): string[] {
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  // Before the first one it waits for something else than a time.
  const next = nextAt === undefined || attempts === 0 ? '' : `, next ${new Date(nextAt).toISOString().slice(0, 19)}Z`;
  return [id.slice(0, 8), webhook, state, `${tries}${next}`, reason ?? '', title].map(printable);
}
