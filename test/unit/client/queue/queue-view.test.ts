import { beforeEach, expect, test, vi } from 'vitest';
import { layerSchema } from '../../../../server/protocol/jobs.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { queueRig } from './queue-rig.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const running = { state: 'running', framesDone: 1 } as const;

test('jobs stand in groups by their state; what is done is closed', async () => {
  const { shown } = await queueRig([
    someJob('r', 1, running),
    someJob('w2', 1, { position: 2 }),
    someJob('w1', 1, { position: 1 }),
    someJob('p', 1, { paused: true }),
    someJob('f', 1, { state: 'failed', reason: 'exit code 1' }),
    someJob('d', 1, { state: 'completed' }),
    someJob('x', 1, { state: 'cancelled' }),
    someJob('old', 1, { state: 'failed', archived: true }),
  ]);
  expect(await shown()).toEqual([
    'Running 1',
    '  r 1/10',
    'Waiting 2',
    '  w1 waiting',
    '  w2 waiting',
    'Paused 1',
    '  p paused',
    'Failed 1',
    '  f failed: exit code 1',
    'Done 2',
    'Archived 1',
  ]);
});

test('of 5 000 jobs one that has changed is the one row that is drawn again', async () => {
  const jobs = Array.from({ length: 5_000 }, (_, at) => someJob(`j${at}`, 1, { ...running, position: at }));
  const { shown, tell, refreshed, element } = await queueRig(jobs);
  expect((await shown()).at(-1)).toBe('  Show 200 more 4800 not shown');
  const before = element('job:j7');
  tell(someJob('j7', 2, { ...running, position: 7, framesDone: 2 }));
  expect(refreshed).toEqual(['job:j7']);
  expect(element('job:j7')).toBe(before);
  expect(before.row.description).toBe('2/10');
});

test.each([
  ['looks as before', [someJob('a', 2, { ...running })], []],
  ['is not drawn', [someJob('far', 2, { state: 'completed', comment: 'x' })], []],
  ['goes to another group', [someJob('a', 2, { state: 'waiting' })], ['group:state:running', 'group:state:waiting']],
  ['is another one in the order', [someJob('w', 2, { priority: 60 })], ['group:state:waiting']],
  ['leaves its group empty', [someJob('w', 2, running)], ['all']],
  ['is new in a group', [someJob('n', 2, running)], ['group:state:running']],
  ['is of another project', [someJob('n', 2, { ...running, project: '/q' })], []],
  ['is older than what is known', [someJob('a', 0, { state: 'failed' })], []],
])('a job that %s', async (_, news, expected) => {
  const { tell, refreshed } = await queueRig([
    someJob('a', 1, running),
    someJob('b', 1, running),
    someJob('w', 1),
    someJob('far', 1, { state: 'completed' }),
  ]);
  tell(...news);
  expect(refreshed.sort()).toEqual(expected);
});

test('a job that waits for another one says so until that is completed', async () => {
  const { shown, tell, refreshed } = await queueRig([
    someJob('first', 1, running),
    someJob('next', 1, { dependsOn: [{ job: 'first', byFrame: false }] }),
    someJob('done', 1, { state: 'completed' }),
    someJob('other', 1, running),
  ]);
  expect(await shown()).toContain('  next waits for first');
  tell(someJob('first', 2, { state: 'completed' }));
  expect(refreshed).toContain('job:next');
  expect(await shown()).toContain('  next waiting');
});

test('after a reconnect only what has changed is asked for and drawn', async () => {
  const { fake, list, refreshed, shown } = await queueRig([
    someJob('a', 1, running),
    someJob('b', 1, running),
    someJob('c', 1, running),
  ]);
  expect(fake.params.get('queue/list')).not.toHaveProperty('since');
  fake.become('disconnected');
  list({ jobs: [someJob('b', 110, { ...running, framesDone: 5 })], removed: ['c'], revision: 120 });
  fake.become('connected');
  await settle();
  expect(fake.params.get('queue/list')).toMatchObject({ since: 100 });
  expect(refreshed.sort()).toEqual(['group:state:running', 'job:b']);
  expect(await shown()).toEqual(['Running 2', '  a 1/10', '  b 5/10']);
});

test('another queue, whose revisions are lower, is read whole', async () => {
  const { fake, list, shown } = await queueRig([someJob('a', 90, running)]);
  fake.become('disconnected');
  list({ jobs: [someJob('z', 3)], removed: [], revision: 3 });
  fake.become('connected');
  await settle();
  expect(await shown()).toEqual(['Waiting 1', '  z waiting']);
});

test('what is refreshed by hand is read whole', async () => {
  const { fake, queue, shown } = await queueRig([someJob('a', 1)]);
  queue.live.refresh();
  await shown();
  expect(fake.params.get('queue/list')).not.toHaveProperty('since');
});

test('layers, tasks and attempts are read when somebody opens them', async () => {
  const { fake, queue } = await queueRig([someJob('a', 1, running)]);
  const frames = { first: 1, last: 5 };
  const attempts = [{ number: 1, state: 'lost', startedAt: 0 }];
  const tasks = [{ id: '1.1', frames, state: 'waiting', framesDone: 0, waits: 'retry', attempts }];
  const layers = ['BG', 'FG'].map((name) => layerSchema.parse({ name, tasks }));
  const asked: string[] = [];
  fake.answers.set('queue/get', ({ job }: { job: string }) => {
    asked.push(job);
    return { job: { ...someJob('a', 1, running), layers } };
  });
  expect(asked).toEqual([]);
  const labels = async (parent: string) => (await queue.live.rows(parent)).map((it) => `${it.id} ${it.description}`);
  expect(await labels('job:a')).toEqual(['layer:a/0 0 of 1 chunks', 'layer:a/1 0 of 1 chunks']);
  expect(await labels('layer:a/1')).toEqual(['task:a/1.1 resting']);
  expect(await labels('task:a/1.1')).toEqual([expect.stringMatching(/^attempt:a\/1\.1\/1 lost/)]);
  expect(asked).toEqual(['a']);
});

test('jobs are filtered by words, grouped by owner, and the window remembers the grouping', async () => {
  const memento = {};
  const { queue, shown } = await queueRig(
    [someJob('SH010', 1, running), someJob('SH020', 1, { owner: 'bob', tags: ['night'] }), someJob('x', 1)],
    memento,
  );
  queue.filter = 'sh NIGHT';
  expect(queue.live.view.description).toBe('filter: sh NIGHT');
  expect(await shown()).toEqual(['Waiting 1', '  SH020 waiting']);
  queue.filter = 'nothing like it';
  expect(await shown()).toEqual([]);
  queue.filter = '';
  await queue.group('owner');
  expect(await shown()).toEqual(['ann 2', '  SH010 1/10', '  x waiting', 'bob 1', '  SH020 waiting']);
  expect((await queueRig([], memento)).queue.grouping).toBe('owner');
});

test('jobs are grouped by farm, and found by its name', async () => {
  const { queue, shown } = await queueRig([someJob('a', 1, { farm: 'studio' }), someJob('b', 1)]);
  await queue.group('farm');
  expect(await shown()).toEqual(['This Machine 1', '  b waiting', 'studio 1', '  a waiting · studio']);
  queue.filter = 'STUDIO';
  expect(await shown()).toEqual(['studio 1', '  a waiting · studio']);
});

test('more of a long group is shown when it is asked for', async () => {
  const jobs = Array.from({ length: 450 }, (_, at) => someJob(`j${at}`, 1));
  const { queue, shown, refreshed } = await queueRig(jobs);
  queue.showMore('group:state:waiting');
  expect(refreshed).toEqual(['group:state:waiting']);
  expect(await shown()).toHaveLength(402);
  queue.showMore('group:state:waiting');
  expect(await shown()).toHaveLength(451);
});

test('a job that was just submitted is selected in its group, whatever was drawn before', async () => {
  const { queue } = await queueRig([someJob('a', 1, running)]);
  await queue.reveal(someJob('new', 2));
  expect(editor.ran).toEqual([
    ['compline.queue.focus', { preserveFocus: true }],
    ['reveal', 'job:new'],
  ]);
});

test('a job that the filter hides is not selected', async () => {
  const { queue } = await queueRig([someJob('a', 1, running)]);
  queue.filter = 'another';
  editor.ran = [];
  await queue.reveal(someJob('new', 2));
  expect(editor.ran).toEqual([['compline.queue.focus', { preserveFocus: true }]]);
});
