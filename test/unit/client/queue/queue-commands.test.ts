import { beforeEach, expect, test, vi } from 'vitest';
import { registerQueueCommands } from '../../../../client/queue/queue-commands.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { editor } from '../fake-vscode.ts';
import { queueRig } from './queue-rig.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const rows = (...ids: readonly string[]) => ids.map((id) => ({ row: { id } }));

/** The commands of the queue on a fake core, which notes what it is asked as `name job`. */
async function commandRig(...jobs: readonly JobSummary[]) {
  const rig = await queueRig(jobs);
  const followed: string[] = [];
  const handlers = new Map<string, (...args: readonly unknown[]) => unknown>();
  const withCore = (id: string, handler: (...args: readonly unknown[]) => unknown) => void handlers.set(id, handler);
  registerQueueCommands({ withCore } as never, {
    core: rig.fake.core,
    queue: rig.queue,
    jobOf: (it) => it,
    ends: { follow: ({ id }) => void followed.push(id) },
  });
  const asked: string[] = [];
  const note = (name: string) =>
    rig.fake.answers.set(`queue/${name}`, (params: object) => {
      asked.push([name, ...Object.values(params)].join(' '));
      return {};
    });
  for (const it of ['pause', 'resume', 'cancel', 'retry', 'move', 'archive', 'skip', 'requeue', 'update']) note(it);
  const run = async (id: string, ...args: readonly unknown[]) => await handlers.get(`compline.${id}`)?.(...args);
  return { ...rig, asked, followed, run };
}

const three = [
  someJob('a', 1, { position: 1 }),
  someJob('b', 1, { position: 2, paused: true }),
  someJob('c', 1, { state: 'failed', tasksFailed: 1, endedAt: 5 }),
];

test.each([
  ['pauseJob', ['pause a']],
  ['resumeJob', ['resume b']],
  ['cancelJob', ['cancel a', 'cancel b']],
  ['retryJob', ['retry c']],
  ['retryFailedChunks', ['retry c true']],
  ['moveJobFirst', ['move b first', 'move a first']],
  ['moveJobLast', ['move a last', 'move b last']],
  ['archiveJob', ['archive c']],
])('%s on several jobs does it with those that it fits, in their order', async (command, expected) => {
  const { run, asked } = await commandRig(...three);
  const selected = rows('job:c', 'job:b', 'job:a', 'group:state:waiting');
  await run(command, selected[0], selected);
  expect(asked).toEqual(expected);
});

test.each([
  ['retryJob', 'c', ['c']],
  ['retryFailedChunks', 'c', ['c']],
  // The end of what a publish renders is told by the publish.
  ['retryJob', 'p', []],
  ['pauseJob', 'a', []],
])('%s of %s: the ends of what is begun anew are told', async (command, job, expected) => {
  const { run, followed } = await commandRig(...three, someJob('p', 1, { state: 'failed', kind: 'publish' }));
  await run(command, job);
  expect(followed).toEqual(expected);
});

test('a command that fits none of the jobs says so', async () => {
  const { run } = await commandRig(...three);
  const selected = rows('job:a', 'job:b');
  await expect(run('retryJob', selected[0], selected)).rejects.toThrow('No job has failed or was cancelled.');
});

test('one job that cannot be changed does not keep the others from it', async () => {
  const { run, asked, fake } = await commandRig(...three);
  const cancelled: string[] = [];
  fake.answers.set('queue/cancel', ({ job }: { job: string }) => {
    if (job === 'a') throw new ComplineError({ code: 'wrong-state', message: 'It is too late.' });
    cancelled.push(job);
    return {};
  });
  const selected = rows('job:a', 'job:b');
  await expect(run('cancelJob', selected[0], selected)).rejects.toThrow(
    '1 of 2 jobs could not be changed. It is too late.',
  );
  expect(cancelled).toEqual(['b']);
  expect(asked).toEqual([]);
});

test.each([
  [['task:a/1.1'], 'Skip frames 1-5 of BG in a?', 'skip a 1-5 BG'],
  [['task:a/1.1', 'task:a/2.1'], 'Skip frames 1-5 of all layers of a?', 'skip a 1-5'],
])('of a job of several layers the layer of the chunks is named: %j', async (ids, question, expected) => {
  const { run, asked, queue } = await commandRig(...three);
  const layers = ['BG', 'CHAR'].map((name, index) => ({
    ...{ name, needs: {}, dependsOn: [] },
    tasks: [
      {
        ...{ id: `${index + 1}.1`, frames: { first: 1, last: 5 }, state: 'waiting' as const },
        ...{ framesDone: 0, attempts: [] },
      },
    ],
  }));
  queue.model.keepWhole({ ...someJob('a', 1), layers });
  const selected = rows(...ids);
  editor.answers = ['Skip'];
  await run('skipChunks', selected[0], selected);
  expect([editor.messages, asked]).toEqual([[question], [expected]]);
});

test.each([
  ['skipChunks', 'Skip frames 1-5,6-10 of a?', 'Skip', ['skip a 1-5,6-10']],
  ['requeueChunks', 'Render frames 1-5,6-10 of a anew?', 'Render Anew', ['requeue a 1-5,6-10']],
  ['skipChunks', 'Skip frames 1-5,6-10 of a?', undefined, []],
])('%s on chunks asks, then names their frames', async (command, question, answer, expected) => {
  const { run, asked, queue } = await commandRig(...three);
  const tasks = [1, 6].map((first) => ({
    id: `1.${first}`,
    frames: { first, last: first + 4 },
    state: 'waiting' as const,
    framesDone: 0,
    attempts: [],
  }));
  queue.model.keepWhole({ ...someJob('a', 1), layers: [{ name: 'BG', tasks, needs: {}, dependsOn: [] }] });
  const selected = rows('task:a/1.1', 'task:a/1.6');
  editor.answers = [answer];
  const running = run(command, selected[0], selected);
  if (answer === undefined) await expect(running).rejects.toThrow();
  else await running;
  expect(editor.messages).toEqual([question]);
  expect(asked).toEqual(expected);
});

test.each([
  ['70', ['update a 70', 'update b 70']],
  ['101', []],
  ['high', []],
])('priority %s', async (answer, expected) => {
  const { run, asked } = await commandRig(...three);
  editor.answers = [answer];
  const selected = rows('job:a', 'job:b');
  const running = run('setJobPriority', selected[0], selected);
  if (expected.length === 0) await expect(running).rejects.toThrow();
  else await running;
  expect(asked).toEqual(expected);
});

test.each([
  ['Delete', [true, undefined]],
  [undefined, [true]],
])('what deleting does is shown before it is done: %s', async (answer, expected) => {
  const { run, fake } = await commandRig(...three);
  const plan = { jobs: [{ id: 'c', name: 'c', tasks: 2, attempts: 3 }], logs: 3, logBytes: 5000, refused: [] };
  const wishes: unknown[] = [];
  fake.answers.set('queue/delete', ({ dryRun }: { dryRun?: boolean }) => {
    wishes.push(dryRun);
    return { plan };
  });
  editor.answers = [answer];
  const running = run('deleteJob', ...rows('job:c'));
  if (answer === undefined) await expect(running).rejects.toThrow();
  else await running;
  expect(editor.messages).toEqual(['Delete job c?']);
  expect(wishes).toEqual(expected);
});

test('what the core refuses to delete is told, and nothing is asked', async () => {
  const { run, fake } = await commandRig(...three);
  const plan = { jobs: [], logs: 0, logBytes: 0, refused: ['Job "a" waits.'] };
  fake.answers.set('queue/delete', () => ({ plan }));
  await expect(run('deleteJob', ...rows('job:a'))).rejects.toThrow('Job "a" waits.');
  expect(editor.messages).toEqual([]);
});

test.each([
  ['1-5', 'Frames: 5, chunks: 1', ['{"job":"c","again":true,"frames":"1-5"}']],
  ['five', 'These are no frames.', []],
  ['', undefined, ['{"job":"c","again":true}']],
])('frames "%s" are judged by the core while they are written', async (text, said, expected) => {
  const { run, fake, followed } = await commandRig(...three);
  const submitted: string[] = [];
  fake.answers.set('queue/resubmit', ({ dryRun, ...asked }: { dryRun?: boolean; frames?: string }) => {
    if (asked.frames === 'five')
      throw new ComplineError({ code: 'invalid-parameters', message: 'These are no frames.' });
    if (dryRun !== true) submitted.push(JSON.stringify(asked));
    const job = dryRun === true ? {} : { job: someJob('new', 9) };
    const tasks = [{ first: 1, last: 5 }];
    return {
      ...job,
      plan: { name: 'c', renderer: 'x', layers: [{ name: 'BG', tasks, outputs: [] }], warnings: [], duplicates: [] },
    };
  });
  editor.answers = [text];
  const running = run('resubmitJob', ...rows('job:c'));
  if (expected.length === 0) await expect(running).rejects.toThrow();
  else await running;
  expect(editor.said).toEqual(said === undefined ? [] : [said]);
  expect(submitted).toEqual(expected);
  expect(followed).toEqual(expected.length === 0 ? [] : ['new']);
});

test('the ids of the selected jobs are copied, a line each', async () => {
  const { run } = await commandRig(...three);
  const selected = rows('job:a', 'task:c/1.1');
  await run('copyJobId', selected[0], selected);
  expect(editor.ran).toEqual([['copy', 'a\nc']]);
});

const onFarm = [someJob('a', 1, { farm: 'studio' }), someJob('b', 1)];
const order = (id: string, page?: string) => ({ id, layer: 'beauty', tasks: 3, ...(page !== undefined && { page }) });

test.each([
  ['its page', [order('77', 'https://s.example/77')], [], ['external https://s.example/77']],
  [
    'the one that is picked of several',
    [order('77', 'https://s.example/77'), order('78'), order('79', 'https://s.example/79')],
    ['79'],
    ['external https://s.example/79'],
  ],
  ['no page of a script', [order('77', 'command:x')], [], /no address of a page/],
  ['nothing where no page is known', [order('77')], [], /say it by "web"/],
  ['nothing where nothing is there yet', [], [], /Nothing of this job is on studio yet/],
] as const)('a job is opened on its farm: %s', async (_name, farmJobs, answers, expected) => {
  const { run, fake } = await commandRig(...onFarm);
  fake.answers.set('queue/get', () => ({ job: { ...onFarm[0], farmJobs, layers: [] } }));
  editor.answers = [...answers];
  const running = run('openFarmJob', ...rows('job:a'));
  if (expected instanceof RegExp) await expect(running).rejects.toThrow(expected);
  else await running;
  expect(editor.ran.map((it) => it.join(' '))).toEqual(expected instanceof RegExp ? [] : expected);
});

test('only jobs on farms are offered to be opened there, and their ids are copied', async () => {
  const { run, fake } = await commandRig(...onFarm);
  fake.answers.set('queue/get', () => ({ job: { ...onFarm[0], farmJobs: [order('77'), order('78')], layers: [] } }));
  editor.answers = ['a'];
  await run('copyFarmJobId');
  expect(editor.shown[0]?.slice(2)).toEqual(['a']);
  expect(editor.ran).toEqual([['copy', '77\n78']]);
});

test('the filter is asked for and cleared', async () => {
  const { run, queue } = await commandRig(...three);
  editor.answers = ['sh010'];
  await run('queue.filter');
  expect(queue.filter).toBe('sh010');
  await run('queue.clearFilter');
  expect(queue.filter).toBe('');
});

test('the grouping is picked', async () => {
  const { run, queue } = await commandRig(...three);
  editor.answers = ['Project'];
  await run('queue.group');
  expect(queue.grouping).toBe('project');
  expect(editor.shown).toEqual([['list', 'Group Jobs By', 'State', 'Project', 'Owner', 'Farm']]);
});
