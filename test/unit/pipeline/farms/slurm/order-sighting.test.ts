import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newestLog } from '../../../../../server/pipeline/farms/slurm/exit-notes.ts';
import { OrderSightings } from '../../../../../server/pipeline/farms/slurm/order-sighting.ts';
import type { SlurmJob } from '../../../../../server/pipeline/farms/slurm/slurm-way.ts';
import { jobOf, takenOf } from './wishes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compline-slurm-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text = '') => writeFileSync(path.join(folder, name), text);
const look = async (jobs: readonly SlurmJob[], chunks = 4, sightings = new OrderSightings()) => {
  const seen = await sightings.of(takenOf(folder, chunks), jobs);
  return seen.kind === 'seen' ? seen.tasks : seen.kind;
};
const running = (index: number, more: Partial<SlurmJob> = {}) =>
  jobOf(`${index}`, { states: ['RUNNING'], host: 'n1', startedAt: 5_000, endedAt: 9_000, ...more });

describe('of what Slurm says', () => {
  test('a range waits, others are told one by one', async () => {
    const jobs = [
      jobOf('2-3%4', { reason: 'Resources', startedAt: 99_000 }),
      running(0),
      jobOf('1', {
        states: ['FAILED'],
        exitCode: 3,
        reason: 'NonZeroExitCode',
        host: 'n2',
        startedAt: 1,
        endedAt: 2,
        restarts: 1,
      }),
    ];
    const waits = { standing: 'waiting', run: 0, reason: 'It waits for its turn. Slurm: Resources.' };
    expect(await look(jobs)).toEqual([
      { task: 0, standing: 'running', run: 0, host: 'n1', startedAt: 5_000 },
      {
        task: 1,
        standing: 'failed',
        run: 1,
        host: 'n2',
        exitCode: 3,
        reason: 'It ended with a code of failure. Slurm: FAILED.',
        startedAt: 1,
        endedAt: 2,
      },
      { task: 2, ...waits },
      { task: 3, ...waits },
    ]);
  });

  test('which code of success it was is not known of a completed one', async () => {
    expect(await look([jobOf('0', { states: ['COMPLETED'], exitCode: 0 })], 1)).toEqual([
      { task: 0, standing: 'completed', run: 0 },
    ]);
  });

  test('the reason names what Slurm calls it', async () => {
    const jobs = [jobOf('0', { states: ['TIMEOUT'], reason: 'TimeLimit', exitCode: 0 })];
    expect(await look(jobs, 1)).toMatchObject([
      { reason: 'It took longer than its time limit. Slurm: TIMEOUT, TimeLimit.', exitCode: 0 },
    ]);
  });

  test('elements that the order does not have are left out', async () => {
    expect(await look([jobOf('0-99')], 2)).toHaveLength(2);
  });
});

describe('of what Slurm no longer has', () => {
  test('its note has the word', async () => {
    put('1-0.log');
    put('1-0.exit', '3 0 100 160 n2\n');
    put('2-1.log');
    put('2-1.exit', '7 1 100 170 n1\n');
    const fromNotes = [
      { task: 1, standing: 'failed', run: 0, exitCode: 3, host: 'n2', startedAt: 100_000, endedAt: 160_000 },
      { task: 2, standing: 'completed', run: 1, exitCode: 7, host: 'n1', startedAt: 100_000, endedAt: 170_000 },
    ];
    expect(await look([running(0), running(3)])).toMatchObject([{ task: 0 }, ...fromNotes, { task: 3 }]);
  });

  test('without a file it was cancelled before it began; with a log and no note it was ended from outside', async () => {
    put('1-0.log', 'half a picture');
    expect(await look([running(0)], 3)).toMatchObject([
      { standing: 'running' },
      { standing: 'failed', run: 0, reason: expect.stringContaining('from outside') },
      { standing: 'cancelled', reason: expect.stringContaining('never began') },
    ]);
  });

  test('a note of an attempt before the newest says nothing', async () => {
    put('0-0.log');
    put('0-0.exit', '0 1 100 160 n2\n');
    put('0-1.log');
    expect(await look([running(1)], 2)).toMatchObject([{ standing: 'failed', run: 1 }, { standing: 'running' }]);
    expect(await look([], 1)).toBe('forgotten');
  });

  test.each(['', '3', '3 0 100 160', '3 0 100 160 n2', 'x 0 1 2 n\n', '3 5 1 2 n\n'])(
    'a torn note is none: %j',
    async (text) => {
      put('0-0.exit', text);
      expect(await look([], 1)).toBe('forgotten');
    },
  );

  test('a whole job is told by its notes, or forgotten where one is missing', async () => {
    put('0-0.exit', '0 1 100 160 n2\n');
    expect(await look([], 2)).toBe('forgotten');
    put('1-2.exit', '137 0 100 160 n1\n');
    expect(await look([], 2)).toMatchObject([
      { standing: 'completed', exitCode: 0 },
      { standing: 'failed', exitCode: 137, run: 2 },
    ]);
    rmSync(folder, { recursive: true });
    expect(await look([], 2)).toBe('forgotten');
  });

  test('a list that was cut off leaves open what is behind it, unless a note says more', async () => {
    put('0-0.log');
    put('0-0.exit', '0 1 100 160 n2\n');
    put('4-0.log');
    put('4-0.exit', '9 0 100 160 n2\n');
    const seen = await look([jobOf('1,2,3...'), running(5)], 7);
    expect(seen).toMatchObject(
      ['completed', 'waiting', 'waiting', 'waiting', 'failed', 'running', 'waiting'].map((standing) => ({ standing })),
    );
  });

  test('a chunk that Slurm has again leaves another note', async () => {
    const sightings = new OrderSightings();
    put('0-0.exit', '1 0 100 160 n2\n');
    expect(await look([running(1)], 2, sightings)).toMatchObject([{ exitCode: 1 }, {}]);
    expect(await look([running(0, { restarts: 1 }), running(1)], 2, sightings)).toMatchObject([{ run: 1 }, {}]);
    put('0-1.exit', '0 1 200 260 n2\n');
    expect(await look([running(1)], 2, sightings)).toMatchObject([{ exitCode: 0, run: 1 }, {}]);
  });

  test('a note is read once, and let go with its order', async () => {
    const sightings = new OrderSightings();
    put('0-0.exit', '0 1 100 160 n2\n');
    expect(await look([], 1, sightings)).toMatchObject([{ exitCode: 0 }]);
    put('0-0.exit', '1 0 100 160 n2\n');
    sightings.keepOnly([takenOf(folder, 1)]);
    expect(await look([], 1, sightings)).toMatchObject([{ exitCode: 0 }]);
    sightings.keepOnly([]);
    expect(await look([], 1, sightings)).toMatchObject([{ exitCode: 1 }]);
  });
});

describe('the newest log', () => {
  test.each([
    [[], undefined],
    [['0-0.log=a'], '0-0.log'],
    [['0-9.log=a', '0-10.log=b', '1-11.log=c', '0-10.exit=x'], '0-10.log'],
    // Slurm has opened it, and the script has not begun.
    [['0-0.log=a', '0.log='], '0-0.log'],
    [['0-0.log=a', '0.log=slurmstepd: error'], '0.log'],
    [['0.log='], '0.log'],
  ])('of %j is %s', async (files, name) => {
    for (const file of files) put(...(file.split('=') as [string, string]));
    expect(await newestLog(folder, 0)).toBe(name === undefined ? undefined : path.join(folder, name));
  });
});
