import { cutText } from './cut-text.ts';
import type { ToldEvent } from './told-event.ts';

/** The bounds of Slack: docs.slack.dev, "Blocks" and "Text object". UTF-16 units. */
const MOST_SECTION = 3_000;
const MOST_FIELD = 2_000;
/** Longer texts are cut by Slack itself, in a place of its choice (`chat.postMessage`). */
const MOST_TEXT = 4_000;

/**
 * A message for an incoming webhook of Slack. `text` is what notifications and screen readers tell, `blocks` what is
 * seen. What people wrote calls nobody and makes no links: `<`, `>` and `&` are escaped, and nothing is parsed
 * (docs.slack.dev, "Formatting message text").
 */
export function slackMessage(told: ToldEvent, text: string, mention: string | undefined): object {
  const called = mention === undefined ? '' : `${mentionOf(mention)} `;
  const fields = fieldsOf(told).map(([name, value]) => ({
    type: 'mrkdwn',
    text: `*${name}*\n${cutText(value, MOST_FIELD - name.length - 3, escapeText)}`,
    verbatim: true,
  }));
  const section = {
    type: 'mrkdwn',
    text: called + cutText(text, MOST_SECTION - called.length, escapeText),
    verbatim: true,
  };
  return {
    text: called + cutText(text, MOST_TEXT - called.length, escapeText),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: 'section', text: section }, ...(fields.length === 0 ? [] : [{ type: 'section', fields }])],
  };
}

/** What is shown beside the text, at most ten: so many fields a section may have. */
export function fieldsOf({ facts }: ToldEvent): [string, string][] {
  const { step, state, frames, project } = facts;
  const all: [string, string][] = [
    ['Step', step],
    ['State', state],
    ['Frames', frames],
    ['Project', project],
  ];
  return all.filter(([, value]) => value !== '');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mentionOf(mention: string): string {
  if (['channel', 'here'].includes(mention)) return `<!${mention}>`;
  if (mention === 'all') return '<!channel>';
  return mention.startsWith('S') ? `<!subteam^${mention}>` : `<@${mention}>`;
}
