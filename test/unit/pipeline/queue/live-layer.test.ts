import { expect, test } from 'vitest';
import { newJobRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { LiveLayer } from '../../../../server/pipeline/queue/live-layer.ts';
import { jobOfTasks } from '../jobs.ts';

const layerOf = (spans: readonly (readonly [first: number, last: number, step?: number])[]): LiveLayer => {
  const tasks = spans.map(([first, last, step]) => ({
    frames: { first, last, ...(step !== undefined && { step }) },
    command: { program: 'x', args: [], cwd: '/', environment: {} },
    outputs: [],
  }));
  const [layer] = newJobRecord('a', jobOfTasks(tasks), { now: 0, revision: 1 }).layers;
  if (layer === undefined) throw new Error('There is no layer.');
  return new LiveLayer(layer);
};

test.each([
  [5, 5, ['1.3']],
  [1, 20, ['1.3', '1.1', '1.2']],
  [9, 12, ['1.1']],
  [7, 7, []],
  [21, 99, []],
])('the tasks with frames of %i to %i, whatever their order: %j', (first, last, expected) => {
  const layer = layerOf([
    [10, 12],
    [18, 20],
    [1, 5],
  ]);
  expect(layer.tasksWith({ first, last })).toEqual(expected);
});

test.each([
  [{ first: 6, last: 6 }, ['1.1']],
  [{ first: 5, last: 5 }, ['1.2']],
  [{ first: 1, last: 21, step: 10 }, ['1.1']],
  [{ first: 3, last: 11, step: 4 }, ['1.2', '1.3', '1.1']],
  [{ first: 100, last: 200 }, []],
])('chunks at steps and between them are found by their frames: %o', (chunk, expected) => {
  const layer = layerOf([
    [1, 21, 5],
    [2, 5],
    [7, 10],
  ]);
  expect(layer.tasksWith(chunk)).toEqual(expected);
});

/** A layer of which every task waits for one of another layer, until all are done: how often somebody was asked. */
function questionsOf(count: number): number {
  const layer = layerOf(Array.from({ length: count }, (_, index) => [index, index] as const));
  const done = new Set<string>();
  let asked = 0;
  const blockedBy = (id: string): string | undefined => {
    asked += 1;
    return done.has(`other/${id}`) ? undefined : `other/${id}`;
  };
  for (let number = 1; number <= count; number += 1) {
    expect([...layer.ready(blockedBy)]).toEqual([]);
    done.add(`other/1.${number}`);
    layer.settled(`other/1.${number}`);
    expect([...layer.ready(blockedBy)]).toEqual([`1.${number}`]);
    layer.moved(`1.${number}`, 'waiting', 'running');
  }
  return asked;
}

test('a task that waits is asked again only when what it waits for is done', () => {
  expect(questionsOf(1_000)).toBeLessThanOrEqual(questionsOf(100) * 12);
});

test('a task that was skipped meanwhile does not start when what it waited for is done', () => {
  const layer = layerOf([[1, 1]]);
  expect([...layer.ready(() => 'other/1.1')]).toEqual([]);
  layer.moved('1.1', 'waiting', 'skipped');
  layer.settled('other/1.1');
  expect([...layer.ready(() => undefined)]).toEqual([]);
  expect(layer.isSettled).toBe(true);
});

test('a task that rests does not start before it is woken', () => {
  const layer = layerOf([[1, 1]]);
  layer.rest('1.1');
  expect([...layer.ready(() => undefined)]).toEqual([]);
  layer.wake('1.1');
  expect([...layer.ready(() => undefined)]).toEqual(['1.1']);
});
