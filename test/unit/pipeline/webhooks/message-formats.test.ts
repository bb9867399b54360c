import { expect, test } from 'vitest';
import { cutText } from '../../../../server/pipeline/webhooks/cut-text.ts';
import { MESSAGE_FORMATS } from '../../../../server/pipeline/webhooks/message-formats.ts';
import { textOf, toldEvent } from '../../../../server/pipeline/webhooks/told-event.ts';

const AT = '2026-10-01T12:00:00.000Z';
const publish = {
  event: 'publish',
  id: '1',
  comp: '05-SHOTS/a/DEMO_S_SH010_COMP.comp',
  step: 'DEMO_S_SH010_COMP',
  number: 7,
  state: 'OK',
  comment: '<!channel> & @here <https://evil.example|click>',
  frames: { first: 1001, last: 1100 },
};
const told = toldEvent(publish, 'Demo', 'Ann', AT);

test.each([
  [
    'the usual text',
    undefined,
    'Ann published DEMO_S_SH010_COMP.comp version 007 (OK): <!channel> & @here <https://evil.example|click>',
  ],
  [
    'a template',
    '{step} {frames} {version} by {user} in {project} {unknown} {',
    'DEMO_S_SH010_COMP 1001-1100 007 by Ann in Demo {unknown} {',
  ],
])('%s', (_name, template, text) => expect(textOf(told, template)).toBe(text));

test.each([
  [
    { event: 'publish-failed', id: '1', comp: 'a.comp', reason: 'no disk' },
    'The publish of a.comp by Ann failed: no disk',
  ],
  [{ event: 'preview', id: '1', comp: 'a.comp', comment: '' }, 'Ann rendered a preview of a.comp'],
  [{ event: 'lock-taken-over', id: '1', file: 'x/a.comp' }, 'Ann took over the lock of a.comp'],
  [{ event: 'role-refused', id: '1', action: 'publish', comp: 'a.comp' }, 'Ann was refused: publish (a.comp)'],
  [{ event: 'test', id: '1' }, 'Compline can send messages of Demo here.'],
])('what is left out of %o', (event, text) => expect(textOf(toldEvent(event, 'Demo', 'Ann', AT))).toBe(text));

test('Slack: what people wrote calls nobody, and a mention does', () => {
  const text = JSON.stringify(MESSAGE_FORMATS.slack(told, textOf(told), 'channel'));
  expect(text.match(/<[^>]*>/g)).toEqual(['<!channel>', '<!channel>']);
  expect(text).toContain('&lt;!channel&gt; &amp; @here &lt;https://evil.example|click&gt;');
  expect(MESSAGE_FORMATS.slack(told, 'x', undefined)).toEqual({
    ...{ text: 'x', parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false },
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'x', verbatim: true } },
      {
        type: 'section',
        fields: ['*Step*\nDEMO_S_SH010_COMP', '*State*\nOK', '*Frames*\n1001-1100', '*Project*\nDemo'].map((it) => ({
          type: 'mrkdwn',
          text: it,
          verbatim: true,
        })),
      },
    ],
  });
});

test.each([
  ['here', '<!here> x'],
  ['U012ABC', '<@U012ABC> x'],
  ['S012ABC', '<!subteam^S012ABC> x'],
])('Slack: the mention %s', (mention, text) =>
  expect(MESSAGE_FORMATS.slack(told, 'x', mention)).toMatchObject({ text }),
);

test('Google Chat: a text without mentions of people, and a card', () => {
  expect(MESSAGE_FORMATS['google-chat'](told, '<users/all> & x', 'users/123')).toEqual({
    text: '<users/123> <\u200busers/all> & x',
    cardsV2: [
      {
        cardId: 'compline',
        card: {
          sections: [
            {
              widgets: [
                ['Step', 'DEMO_S_SH010_COMP'],
                ['State', 'OK'],
                ['Frames', '1001-1100'],
                ['Project', 'Demo'],
              ].map(([topLabel, text]) => ({ decoratedText: { topLabel, text, wrapText: true } })),
            },
          ],
        },
      },
    ],
  });
});

test('JSON: everything by its name', () => {
  expect(MESSAGE_FORMATS.json(told, 'x', undefined)).toMatchObject({
    ...{ version: 1, event: 'publish', at: AT, text: 'x' },
    facts: { user: 'Ann', version: '007', state: 'OK' },
  });
});

test('texts of any length keep within the bounds of each service', () => {
  const long = toldEvent({ ...publish, state: '&'.repeat(5_000), step: '😀'.repeat(9_000) }, 'Demo', 'Ann', AT);
  const text = '<😀&'.repeat(20_000);
  const slack = MESSAGE_FORMATS.slack(long, text, 'channel') as {
    text: string;
    blocks: { text?: { text: string }; fields?: { text: string }[] }[];
  };
  expect(slack.text.length).toBeLessThanOrEqual(4_000);
  expect(slack.blocks[0]?.text?.text.length).toBeLessThanOrEqual(3_000);
  for (const field of slack.blocks[1]?.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2_000);
  const chat = JSON.stringify(MESSAGE_FORMATS['google-chat'](long, text, 'all'));
  expect(Buffer.byteLength(chat)).toBeLessThanOrEqual(32_000);
  for (const all of [JSON.stringify(slack), chat]) expect(all.isWellFormed()).toBe(true);
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['😀😀', 3, '😀…'],
  ['a&b', 5, 'a…'],
  ['a&b', 7, 'a&amp;b'],
])('%s in %d', (text, most, cut) => {
  expect(cutText(text, most, (it) => it.replaceAll('&', '&amp;'))).toBe(cut);
});
