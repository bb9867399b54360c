import { beforeEach, expect, test, vi } from 'vitest';
import { movesOf, QueueDrag } from '../../../../client/queue/queue-drag.ts';
import { QueueModel } from '../../../../client/queue/queue-model.ts';
import type { RowElement } from '../../../../client/views/row-tree.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { FakeCore } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const model = new QueueModel();
model.apply([
  ...['a', 'b', 'c', 'd'].map((id, position) => someJob(id, 1, { position })),
  someJob('done', 1, { state: 'completed' }),
]);

test.each([
  ['up, onto the first', ['c'], 'a', ['c before a']],
  ['down, onto the last', ['a'], 'd', ['a after d']],
  ['several, which keep their order', ['d', 'c'], 'a', ['c before a', 'd after c']],
  ['onto itself', ['a'], 'a', []],
  ['several onto one of them', ['a', 'b'], 'a', []],
  ['onto no job', ['b', 'a'], undefined, ['a last', 'b last']],
  ['one that has ended', ['done'], 'a', []],
  ['onto one that has ended', ['a'], 'done', []],
])('a job is dragged %s', (_, dragged, target, expected) => {
  const moves = movesOf(model, dragged, target).map(({ job, to, other }) => [job, to, other].filter(Boolean).join(' '));
  expect(moves).toEqual(expected);
});

const element = (id: string) => ({ row: { id } }) as RowElement;

async function drop(target: string | undefined, ...dragged: readonly string[]) {
  const fake = new FakeCore();
  const moves: object[] = [];
  fake.answers.set('queue/move', (params: { job: string }) => {
    if (params.job === 'b') throw new ComplineError({ code: 'wrong-state', message: 'Job "b" has ended.' });
    moves.push(params);
    return {};
  });
  const data = new Map();
  const drag = new QueueDrag(fake.core, model);
  drag.handleDrag(dragged.map(element), data as never);
  await drag.handleDrop(target === undefined ? undefined : element(target), data as never);
  return moves;
}

test('the core is asked to move what is dropped', async () => {
  expect(await drop('job:a', 'job:c', 'task:d/1.1')).toEqual([{ job: 'c', to: 'before', other: 'a' }]);
  expect(editor.messages).toEqual([]);
});

test.each([
  ['on a group', 'group:state:waiting', 'job:a', []],
  ['of something that is no job', 'job:a', 'task:a/1.1', []],
  ['on a job that has ended', 'job:done', 'job:a', ['Only jobs that wait or run have a place in the queue.']],
  ['that the core refuses', 'job:a', 'job:b', ['Job "b" has ended.']],
])('a drop %s', async (_, target, dragged, messages) => {
  expect(await drop(target, dragged)).toEqual([]);
  expect(editor.messages).toEqual(messages);
});
