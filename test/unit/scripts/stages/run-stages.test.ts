import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runStages } from '../../../../scripts/stages/run-stages.ts';
import { one, type Stage } from '../../../../scripts/stages/stage.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** Runs stages, and answers their counts and what was printed, without how long they took. */
const run = async (stages: readonly Stage[]) => {
  const printed: string[] = [];
  const counts = await runStages(stages, (text) => printed.push(text.replace(/[\d.]+ s$/, '… s').trim()));
  return { counts, printed };
};

const stage = (name: string, work: Stage['run'], besideInto?: string): Stage => ({
  name,
  title: name.toUpperCase(),
  run: work,
  ...(besideInto !== undefined && { besideInto }),
});

test.each([
  ['while another runs, it is printed after that one', 'first'],
  ['while nothing is left to run, it is printed at the end', 'last'],
])('a stage beside the others: where it ends %s', async (_, ends) => {
  const into = path.join(await temporaryFolder(), 'output.txt');
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const slow = async () => {
    await isOver;
    writeFileSync(into, 'all of its output');
    return one(true);
  };
  const quick = async (name: string) => {
    if (name === ends) end();
    // As long as it takes whoever waits for the end to notice it.
    await new Promise((resolve) => setImmediate(resolve));
    return one(name === 'first');
  };
  const stages = ['first', 'last'].map((name) => stage(name, () => quick(name)));
  const { counts, printed } = await run([stage('slow', slow, into), ...stages]);
  const told = ['── SLOW (slow)', 'all of its output', 'slow: 1 passed, 0 failed in … s'];
  expect(printed).toEqual([
    '── SLOW (slow): runs beside the others',
    ...['── FIRST (first)', 'first: 1 passed, 0 failed in … s', ...(ends === 'first' ? told : [])],
    ...['── LAST (last)', 'last: 0 passed, 1 failed in … s', ...(ends === 'last' ? told : [])],
  ]);
  expect(counts).toEqual([one(true), one(false), one(true)]);
});

test('a stage that throws is a failure, and the others run', async () => {
  const broken = () => {
    throw new Error('on purpose');
  };
  const { counts, printed } = await run([
    stage('beside', broken, '/nowhere/output'),
    stage('a', broken),
    stage('b', () => one(true)),
  ]);
  expect(counts).toEqual([one(false), one(true), one(false)]);
  expect(printed.filter((it) => it.startsWith('Error: on purpose'))).toHaveLength(2);
});
