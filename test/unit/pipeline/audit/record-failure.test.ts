import { expect, test } from 'vitest';
import { recordFailure } from '../../../../server/pipeline/audit/record-failure.ts';
import type { Publish } from '../../../../server/protocol/publishes.ts';

const publish: Publish = {
  ...{ id: 'p1', kind: 'publish', project: '/p', comp: '/p/shot/a.comp', phase: 'failed', version: 3, state: 'OK' },
  ...{ comment: '', owner: 'ann', startedAt: 1, endedAt: 1_000, revision: 4 },
  error: { code: 'render-failed', message: 'Frame 7 is missing.' },
};

async function told(change: Partial<Publish>, fails = false) {
  const events: object[] = [];
  const logged: string[] = [];
  const append = async (root: string, event: object, at: string) => {
    if (fails) throw new Error('no disk');
    events.push({ root, at, ...event });
  };
  await recordFailure({ append }, { ...publish, ...change }, { warn: (_facts, text) => logged.push(text) });
  return { events, logged };
}

test('a publish that failed is on record with its reason, once for each time', async () => {
  expect((await told({})).events).toEqual([
    {
      ...{ root: '/p', at: '1970-01-01T00:00:01.000Z', event: 'publish-failed', id: 'p1-1000', comp: 'shot/a.comp' },
      ...{ kind: 'publish', number: 3, state: 'OK', comment: '', code: 'render-failed', reason: 'Frame 7 is missing.' },
    },
  ]);
  expect((await told({ endedAt: 2_000 })).events).toMatchObject([{ id: 'p1-2000' }]);
});

test.each(['rendering', 'completed', 'cancelled'] as const)('one that is %s is not', async (phase) => {
  expect((await told({ phase })).events).toEqual([]);
});

test('what cannot be put on record is logged', async () => {
  expect((await told({}, true)).logged).toEqual(['The audit trail was not told of a failure.']);
});
