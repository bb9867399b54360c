import { expect, test, vi } from 'vitest';
import { pageHead } from '../../../../client/job-page/page-head.ts';
import { fromPageSchema } from '../../../../client/job-page/page-messages.ts';
import { pageTexts } from '../../../../client/job-page/page-texts.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { someJob } from '../queue/some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

test.each([
  [{ type: 'ready' }],
  [{ type: 'action', action: 'pause' }],
  [{ type: 'action', action: 'skip', frames: '-5--1,1001-1010,1020' }],
  [{ type: 'log', wish: { levels: ['error'], search: 'a', task: '1.1' } }],
  [{ type: 'open', file: '/p/a.ma', line: 3 }],
])('%j is understood', (message) => {
  expect(fromPageSchema.parse(message)).toEqual(message);
});

test.each([
  [undefined],
  ['ready'],
  [{ type: 'setup' }],
  [{ type: 'ready', more: 1 }],
  [{ type: 'action', action: 'delete' }],
  [{ type: 'action', action: 'skip', frames: '1; rm -rf /' }],
  [{ type: 'log', wish: { levels: ['loud'], search: '' } }],
  [{ type: 'log', wish: { levels: [], search: 'x'.repeat(1_001) } }],
  [{ type: 'open', file: '' }],
  [{ type: 'open', file: '/a', line: 0 }],
])('%j is refused', (message) => {
  expect(fromPageSchema.safeParse(message).success).toBe(false);
});

test.each<[string, Partial<JobSummary>, string, string]>([
  ['one that waits', {}, 'waiting', 'cancel,pause,skip,openOutput'],
  ['one that runs', { state: 'running', tasksRunning: 1 }, 'running', 'cancel,pause,skip,requeue,openOutput'],
  ['one that is paused', { paused: true }, 'paused', 'cancel,resume,skip,openOutput'],
  ['one that has failed', { state: 'failed', tasksFailed: 1 }, 'failed', 'retry,retryFailed,skip,requeue,openOutput'],
  ['one that is completed', { state: 'completed' }, 'completed', 'requeue,openOutput'],
  ['one that was cancelled', { state: 'cancelled' }, 'cancelled', 'retry,skip,requeue,openOutput'],
])('what can be done with %s', (_, change, state, actions) => {
  const head = pageHead(someJob('a', 1, change), undefined);
  expect([head.state, head.actions.join(',')]).toEqual([state, actions]);
});

test('the head says what is known and leaves out what is not', () => {
  const head = pageHead(someJob('a', 1, { state: 'failed', reason: 'No licence.', farm: 'slurm', tags: ['hero'] }), {
    framesPerMinute: 2,
    secondsLeft: 60,
  });
  expect(head).toMatchObject({ reason: 'No licence.', pace: { secondsLeft: 60 }, framesTotal: 10, isActive: false });
  expect(new Map(head.facts)).toEqual(
    new Map([
      ['Owner', 'ann'],
      ['Farm', 'slurm'],
      ['Priority', '50'],
      ['Submitted', expect.any(String)],
      ['Project', '/p'],
      ['Tags', 'hero'],
    ]),
  );
});

test('every text of a page is there, with its places to fill', () => {
  const texts = pageTexts();
  expect(texts.ofFrames).toBe('{0} of {1}');
  expect(JSON.stringify(texts)).not.toContain('undefined');
});
