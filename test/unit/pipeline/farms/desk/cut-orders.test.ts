import { expect, test } from 'vitest';
import { cutOrders } from '../../../../../server/pipeline/farms/desk/cut-orders.ts';
import { chunkText } from '../../../../../server/pipeline/queue/frame-chunk.ts';
import { newJobRecord } from '../../../../../server/pipeline/queue/job-record.ts';
import type { FrameChunk } from '../../../../../server/protocol/jobs.ts';
import { jobOfTasks } from '../../jobs.ts';

const chunk = (text: string): FrameChunk => {
  const [, first = '0', last = first, step] = /^(\d+)(?:-(\d+))?(?:x(\d+))?$/.exec(text) ?? [];
  return { first: Number(first), last: Number(last), ...(step !== undefined && { step: Number(step) }) };
};

/** Tasks whose calls tell the first and last frame, and `more` of each. */
const tasks = (chunks: string, more: (frames: FrameChunk) => string = () => '') =>
  newJobRecord(
    'a',
    jobOfTasks(
      chunks.split(' ').map((text) => {
        const frames = chunk(text);
        const args = ['-s', `${frames.first}`, '-e', `${frames.last}`, more(frames)];
        return { frames, outputs: [], command: { program: 'r', args, cwd: '/', environment: {} } };
      }),
    ),
    { now: 0, revision: 0 },
  ).layers.flatMap((layer) => layer.tasks);

const cut = (
  chunks: string,
  capabilities: Parameters<typeof cutOrders>[1],
  more?: (frames: FrameChunk) => string,
): string[] =>
  cutOrders(tasks(chunks, more), capabilities).map((it) => it.tasks.map(({ frames }) => chunkText(frames)).join(' '));

test.each<[string, string, Parameters<typeof cutOrders>[1], string[]]>([
  ['whatever follows', '1-10 30 5-6x1', { calls: 'each', chunks: 'any', mostTasks: 9 }, ['1-10 30 5-6']],
  ['no more than fit', '1 2 3 4 5', { calls: 'each', chunks: 'any', mostTasks: 2 }, ['1 2', '3 4', '5']],
  [
    'regular ones, the last of them shorter',
    '1-10 11-20 21-23',
    { calls: 'template', chunks: 'regular', mostTasks: 9 },
    ['1-10 11-20 21-23'],
  ],
  [
    'what is irregular goes apart',
    '1-10 11-13 14-23 30-39',
    { calls: 'template', chunks: 'regular', mostTasks: 9 },
    ['1-10 11-13', '14-23', '30-39'],
  ],
  ['steps', '1-19x2 21-39x2 41', { calls: 'template', chunks: 'regular', mostTasks: 9 }, ['1-19x2 21-39x2 41']],
])('%s', (_, chunks, capabilities, expected) => {
  expect(cut(chunks, capabilities)).toEqual(expected);
});

test('calls that differ in more than their frames are orders of their own', () => {
  const more = ({ first }: FrameChunk) => `a.000${first}.exr`;
  expect(cut('1 2 3', { calls: 'template', chunks: 'regular', mostTasks: 9 }, more)).toEqual(['1', '2', '3']);
  expect(cut('1 2 3', { calls: 'each', chunks: 'regular', mostTasks: 9 }, more)).toEqual(['1 2 3']);
});

test('ten times the chunks cost no more than ten times as much', () => {
  const text = (count: number) => Array.from({ length: count }, (_, at) => `${at}`).join(' ');
  const orders = (count: number) => cut(text(count), { calls: 'template', chunks: 'regular', mostTasks: 1_000 }).length;
  expect([orders(1_000), orders(10_000)]).toEqual([1, 10]);
});
