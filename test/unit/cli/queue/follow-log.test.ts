import { expect, test } from 'vitest';
import { logText } from '../../../../server/cli/queue/follow-log.ts';
import type { LogLine } from '../../../../server/protocol/job-logs.ts';

const line = (change: Partial<LogLine>): LogLine => ({ level: 'info', text: 'x', task: '1.2', attempt: 3, ...change });

test.each([
  [line({ at: 0 }), '1.2/3 1970-01-01T00:00:00.000Z [info] x\n'],
  [line({ level: 'error' }), 'red(1.2/3 [error] x)\n'],
  [line({ level: 'warning' }), 'yellow(1.2/3 [warning] x)\n'],
  [line({ level: 'core', text: '' }), 'cyan(1.2/3 [core] )\n'],
])('%j', (told, expected) => {
  expect(logText([told], (colour, text) => `${colour}(${text})`)).toBe(expected);
  expect(logText([told])).toBe(expected.replace(/^\w+\((.*)\)\n$/, '$1\n'));
});
