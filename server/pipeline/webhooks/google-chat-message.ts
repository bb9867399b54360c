import { cutText } from './cut-text.ts';
import { fieldsOf } from './slack-message.ts';
import type { ToldEvent } from './told-event.ts';

/** A message of Google Chat has 4096 characters of text at most (developers.google.com, "Create a message"). */
const MOST_TEXT = 4_096;
const MOST_WIDGET = 1_000;

/**
 * A message for an incoming webhook of Google Chat: a text, which can call people, and a card with the facts. A text knows
 * no escapes, so `<` is kept from beginning a mention or a link by a space of no width; texts of cards are HTML.
 */
export function googleChatMessage(told: ToldEvent, text: string, mention: string | undefined): object {
  const called = mention === undefined ? '' : `${mentionOf(mention)} `;
  const widgets = fieldsOf(told).map(([topLabel, value]) => ({
    decoratedText: { topLabel, text: cutText(value, MOST_WIDGET, escapeHtml), wrapText: true },
  }));
  return {
    text: called + cutText(text, MOST_TEXT - called.length, (it) => it.replaceAll('<', '<\u200b')),
    ...(widgets.length > 0 && { cardsV2: [{ cardId: 'compline', card: { sections: [{ widgets }] } }] }),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mentionOf(mention: string): string {
  return mention.startsWith('users/') ? `<${mention}>` : '<users/all>';
}
