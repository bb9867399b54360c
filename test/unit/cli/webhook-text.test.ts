import { expect, test } from 'vitest';
import { messageText } from '../../../server/cli/webhook-text.ts';

const MESSAGE = {
  ...{ id: 'ab'.repeat(32), project: '/p', webhook: 'dailies', event: 'publish', title: 'Ann published a.comp' },
  ...{ state: 'waiting' as const, attempts: 2, createdAt: 0, nextAt: Date.UTC(2026, 9, 1, 12), reason: 'It was 429.' },
};

test.each([
  [
    'one that is tried again, with the time',
    MESSAGE,
    'abababab  dailies  waiting  2 attempts, next 2026-10-01T12:00:00Z  It was 429.  Ann published a.comp',
  ],
  [
    'one that waits for something else',
    { ...MESSAGE, attempts: 0 },
    'abababab  dailies  waiting  0 attempts  It was 429.  Ann published a.comp',
  ],
  [
    'what people wrote, without what a terminal would follow',
    { ...MESSAGE, attempts: 0, title: 'a \u001b[31mred\u0007' },
    'abababab  dailies  waiting  0 attempts  It was 429.  a \\u001b[31mred\\u0007',
  ],
])('a message on one line: %s', (_name, message, line) => expect(messageText(message).trimEnd()).toBe(line));
