import { expect, test } from 'vitest';
import { FrameLayer } from '../../../../../client/job-page/model/frame-layer.ts';
import type { FrameState } from '../../../../../client/job-page/model/frame-state.ts';
import { FrameTable } from '../../../../../client/job-page/model/frame-table.ts';
import type { TaskFrames } from '../../../../../server/protocol/job-frames.ts';
import { framesOf, someTask } from './some-frames.ts';

const layerOf = (...tasks: readonly TaskFrames[]): FrameLayer => {
  const layer = new FrameLayer(0, 'beauty');
  layer.apply(tasks);
  return layer;
};

const states = (layer: FrameLayer): string =>
  Array.from({ length: layer.length }, (_, place) => layer.stateAt(place)[0]).join('');

test.each<[string, Partial<TaskFrames>, string]>([
  ['a task that waits', { state: 'waiting' }, 'wwwww'],
  ['one that has begun', { state: 'running', done: 0 }, 'rwwww'],
  ['one that is at its third frame', { state: 'running', done: 2 }, 'ccrww'],
  ['one that has finished its last frame and still runs', { state: 'running', done: 5 }, 'ccccc'],
  ['one that has failed', { state: 'failed' }, 'fffff'],
  ['one that is left out', { state: 'skipped' }, 'sssss'],
])('%s', (_, change, expected) => {
  const layer = layerOf(someTask('1.1', 1, 5, change));
  expect(states(layer)).toBe(expected);
  const sum = Object.values(layer.counts).reduce((total, it) => total + it, 0);
  expect(sum).toBe(5);
  for (const state of ['waiting', 'running', 'completed', 'failed', 'skipped'] as const) {
    const places = layer.placesOf(new Set<FrameState>([state]));
    const count = places.reduce((total, { first, last }) => total + last - first + 1, 0);
    expect([state, count]).toEqual([state, layer.counts[state]]);
    for (const { first } of places) expect(layer.stateAt(first)).toBe(state);
  }
});

test('a frame is known by its place, in the order of the tasks', () => {
  const layer = layerOf(
    someTask('1.1', 1001, 1003, { state: 'failed', attempt: 2, reason: 'No licence.' }),
    someTask('1.2', -5, -4, { times: [{ first: -5, seconds: [1.5] }] }),
  );
  expect(layer.length).toBe(5);
  expect(layer.at(1)).toMatchObject({ frame: 1002, state: 'failed', task: '1.1', attempt: 2, reason: 'No licence.' });
  expect(layer.at(3)).toMatchObject({ frame: -5, state: 'completed', task: '1.2', seconds: 1.5, reason: undefined });
  expect(layer.at(4)?.seconds).toBeUndefined();
  expect([layer.at(-1), layer.at(5)]).toEqual([undefined, undefined]);
  expect(layer.framesAt([{ first: 1, last: 4 }])).toEqual([
    { first: -5, last: -4 },
    { first: 1002, last: 1003 },
  ]);
});

test('frames at steps are cells of their own numbers', () => {
  const times = [{ first: 6, seconds: [4] }];
  const layer = layerOf(someTask('1.1', 1, 16, { step: 5, state: 'running', done: 2, times }), someTask('1.2', 20, 21));
  expect(layer.length).toBe(6);
  expect([0, 1, 2, 3, 4].map((place) => layer.at(place)?.frame)).toEqual([1, 6, 11, 16, 20]);
  expect(layer.at(1)).toMatchObject({ state: 'completed', seconds: 4 });
  expect(layer.counts).toMatchObject({ completed: 4, running: 1, waiting: 1 });
  expect(layer.framesOf('1.1')).toBe('1-16x5');
  expect(layer.framesAt([{ first: 1, last: 4 }]).map(({ first, last }) => [first, last])).toEqual([
    [6, 6],
    [11, 11],
    [16, 16],
    [20, 20],
  ]);
});

test('times are added within an attempt, and begin anew with the next', () => {
  const layer = layerOf(someTask('1.1', 1, 4, { state: 'running', done: 1, times: [{ first: 1, seconds: [2] }] }));
  const more: Partial<TaskFrames> = { state: 'running', done: 2, times: [{ first: 2, seconds: [3] }], adds: true };
  layer.apply([someTask('1.1', 1, 4, more)]);
  expect(layer.times.map(({ frame, seconds }) => [frame, seconds])).toEqual([
    [1, 2],
    [2, 3],
  ]);
  layer.apply([someTask('1.1', 1, 4, { ...more, attempt: 2 })]);
  expect(layer.times.map(({ frame }) => frame)).toEqual([2]);
  layer.apply([someTask('1.1', 1, 4, { state: 'waiting', attempt: 2 })]);
  expect(layer.times).toEqual([]);
});

test('a billion frames cost as much as their tasks', () => {
  const layer = layerOf(someTask('1.1', 1, 1_000_000_000, { state: 'running', done: 7 }));
  expect(layer.counts).toMatchObject({ completed: 7, running: 1, waiting: 999_999_992 });
  expect(layer.at(999_999_999)).toMatchObject({ frame: 1_000_000_000, state: 'waiting' });
});

test('a table is told which layers have changed', () => {
  const table = new FrameTable();
  expect(table.apply(framesOf([someTask('1.1', 1, 2), someTask('1.2', 3, 4, { state: 'waiting' })]))).toBe('whole');
  expect(table.counts).toMatchObject({ completed: 2, waiting: 2 });
  expect(table.apply(framesOf([someTask('1.2', 3, 4)], false))).toEqual(table.layers);
  expect(table.counts).toMatchObject({ completed: 4, waiting: 0 });
  expect(table.apply({ whole: false, layers: [] })).toEqual([]);
});
