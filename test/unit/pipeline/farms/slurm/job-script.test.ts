import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { platform } from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FarmOrder } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { jobScript } from '../../../../../server/pipeline/farms/slurm/job-script.ts';
import { posixWord } from '../../../../../server/pipeline/farms/words/posix-word.ts';
import { fuzzRuns } from '../../../../fuzz.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { orderOf } from './wishes.ts';

interface Call {
  readonly program?: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const orderOfCalls = (folder: string, calls: readonly Call[], layer: Partial<FarmOrder['layer']> = {}): FarmOrder => {
  const order = orderOf(folder, calls.length);
  return {
    ...order,
    layer: { ...order.layer, ...layer },
    tasks: order.tasks.map((task, index) => {
      const { program = '/bin/sh', args = [], environment = {}, cwd = folder } = calls[index] ?? {};
      return { ...task, command: { program, args, environment, cwd } };
    }),
  };
};

describe.skipIf(platform === 'win32')('through a real shell', () => {
  test('any words come out as they went in', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }).map((it) => it.replaceAll('\0', '')),
      fc.string({
        unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', '!', '*', ' ', ';', '&', '-', '~', '#', '%'),
        maxLength: 12,
      }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        const script = `printf '%s\\0' ${words.map(posixWord).join(' ')} end`;
        const said = execFileSync('/bin/sh', { input: script, encoding: 'utf8' });
        expect(said.split('\0').slice(0, -2)).toEqual(words.map((it) => Buffer.from(it).toString('utf8')));
      }),
      { numRuns: fuzzRuns(20) },
    );
  });

  /** Runs the script of an order for one chunk as Slurm does, in a folder of its own. */
  const run = async (calls: readonly Call[], index: number, layer?: Partial<FarmOrder['layer']>, restarts?: number) => {
    const at = path.join(await temporaryFolder(), `an 'order' $HOME`);
    mkdirSync(at);
    writeFileSync(path.join(at, `${index}.log`), '');
    const script = path.join(at, 'script');
    writeFileSync(script, jobScript(orderOfCalls(at, calls, layer)));
    const { status, stdout } = spawnSync('/bin/sh', [script], {
      cwd: '/',
      encoding: 'utf8',
      env: {
        PATH: '/bin:/usr/bin',
        HOME: '/home/ada',
        SLURM_ARRAY_TASK_ID: String(index),
        SLURMD_NODENAME: 'n9',
        SLURM_JOB_GPUS: '2,3',
        ...(restarts !== undefined && { SLURM_RESTART_COUNT: String(restarts) }),
      },
    });
    const read = (name: string) =>
      existsSync(path.join(at, name)) ? readFileSync(path.join(at, name), 'utf8') : undefined;
    return { status, stdout, read, at };
  };
  const shell = (text: string, more: Partial<Call> = {}): Call => ({ args: ['-c', text], ...more });

  test('it runs the chunk that the index names, in its folder and with its environment', async () => {
    const calls = [
      shell('exit 1'),
      shell('echo "$A|$PWD|$HOME|$LANG"', {
        environment: { A: `it's $B\n"x"` },
        cwd: '/usr',
      }),
    ];
    const { status, stdout, read } = await run(calls, 1);
    expect(status).toBe(0);
    expect(stdout).toBe(`it's $B\n"x"|/usr|/home/ada|C.UTF-8\n`);
    expect(read('1-0.exit')).toMatch(/^0 1 \d{10,} \d{10,} n9\n$/);
    expect(read('1.log')).toBeUndefined();
    expect(read('1-0.log')).toBe('');
  });

  test.each([
    ['success', 'exit 0', [0], undefined, 0, '0 1'],
    ['failure', 'exit 3', [0], undefined, 3, '3 0'],
    ['another code of success', 'exit 3', [0, 3], undefined, 0, '3 1'],
    ['0 is none of success', 'exit 0', [1, 2], undefined, 3, '0 0'],
    ['no code is one of success', 'exit 0', [], undefined, 1, '0 0'],
    ['ended by a signal', 'kill -9 $$', [0], undefined, 137, '137 0'],
    ['started again', 'exit 0', [0], 2, 0, '0 1'],
  ] as const)('%s', async (_, text, successCodes, restarts, status, note) => {
    const ran = await run([shell(text)], 0, { successCodes }, restarts);
    expect(ran.status).toBe(status);
    expect(ran.read(`0-${restarts ?? 0}.exit`)).toMatch(new RegExp(`^${note} `));
    expect(readdirSync(ran.at).some((it) => it.endsWith('.part'))).toBe(false);
  });

  test.each([
    ['a folder that is not there', { ...shell('exit 0'), cwd: '/nowhere/at/all' }, [1, 2]],
    ['a program that is not there', { program: '/nowhere/render', args: [] }, [127]],
  ])('%s is a failure', async (_, call, codes) => {
    expect(codes).toContain((await run([call], 0)).status);
  });

  test('variables that no shell can export are there too', async () => {
    const { stdout } = await run([{ program: '/usr/bin/env', args: [], environment: { 'odd.name': 'y', A: 'b' } }], 0);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['odd.name=y', 'A=b']));
  });

  test('an index that the order does not have is a failure', async () => {
    expect((await run([shell('exit 0')], 5)).status).toBe(1);
  });

  test('the chunk is told what it was given, and its renderer has the word', async () => {
    const echo = 'echo "$COMPLINE_THREADS|$COMPLINE_MEMORY|$COMPLINE_GPUS|$CUDA_VISIBLE_DEVICES"';
    expect((await run([shell(echo)], 0, { needs: { threads: 8, memory: 1024, gpus: 2 } })).stdout).toBe(
      '8|1024|2,3|\n',
    );
    expect((await run([shell(echo)], 0, { needs: { gpus: 0 } })).stdout).toBe('|||-1\n');
    const own = shell(echo, { environment: { CUDA_VISIBLE_DEVICES: '5', COMPLINE_THREADS: '1' } });
    expect((await run([own], 0, { needs: { threads: 8, gpus: 0 } })).stdout).toBe('1|||5\n');
  });

  test('where the log cannot be moved the chunk writes one of its own', async () => {
    const at = await temporaryFolder();
    const script = jobScript(orderOfCalls(at, [shell('echo here')]));
    execFileSync('/bin/sh', { input: script, env: { PATH: '/bin:/usr/bin', SLURM_ARRAY_TASK_ID: '0' } });
    expect(readFileSync(path.join(at, '0-0.log'), 'utf8')).toBe('here\n');
  });
});

test('an environment that all chunks have stands there once', () => {
  const calls = Array.from({ length: 100 }, () => ({ args: [], environment: { LICENSE: 'server' } }));
  expect(jobScript(orderOfCalls('/x', calls)).match(/LICENSE/g)).toHaveLength(1);
});
