import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { platform } from 'node:process';
import { describe, expect, test } from 'vitest';
import { SlurmCommands } from '../../../../../server/pipeline/farms/slurm/slurm-commands.ts';
import { runSlurm } from '../../../../../server/pipeline/farms/slurm/slurm-program.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { jobOf, wishOf } from './wishes.ts';

const never = new AbortController().signal;

/** What a command that stands for one of Slurm's prints and ends with. */
interface Said {
  readonly out?: string;
  readonly err?: string;
  readonly code?: number;
}

/** Commands that print what a test says, and note their arguments, environment and input. */
const rigOf = async (commands: Readonly<Record<string, Said>>) => {
  const folder = await temporaryFolder();
  for (const [name, { out = '', err = '', code = 0 }] of Object.entries(commands)) {
    const at = path.join(folder, name);
    writeFileSync(`${at}.out`, out);
    writeFileSync(`${at}.err`, err);
    const note = `printf '%s\\0' "$@" >'${at}.args'; env >'${at}.env'; cat >'${at}.in'`;
    writeFileSync(at, `#!/bin/sh\n${note}; cat '${at}.out'; cat '${at}.err' >&2; exit ${code}\n`);
    chmodSync(at, 0o755);
  }
  const environment = {
    PATH: `${folder}:/usr/bin:/bin`,
    HOME: '/home/ada',
    SLURM_CONF: '/etc/slurm.conf',
    SECRET: 'x',
    SQUEUE_FORMAT: '%i',
    SBATCH_PARTITION: 'mine',
  };
  const way = new SlurmCommands({ farm: 'lab', user: 'ada', environment });
  const read = (name: string, what: string) => {
    const file = path.join(folder, `${name}.${what}`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  return { way, environment, read, argsOf: (name: string) => read(name, 'args')?.split('\0').slice(0, -1) };
};

describe.skipIf(platform === 'win32')('the commands', () => {
  test('sbatch is given one argument for each thing, the script, and nothing of the environment but what it needs', async () => {
    const { way, argsOf, read } = await rigOf({ sbatch: { out: '31;cluster\n' } });
    const wish = wishOf({
      name: `it's "$x" --uid=0`,
      hold: true,
      nice: -20,
      partition: 'render',
      qos: 'high',
      account: 'show',
      licenses: 'nuke',
      timeLimit: 90,
      cpus: 4,
      memory: 512,
      gpus: 1,
      script: '#!/bin/sh\necho "ü"\n',
    });
    expect(await way.submit(wish, never)).toBe('31');
    expect(argsOf('sbatch')).toEqual([
      ...[
        '--parsable',
        '--requeue',
        '--hold',
        `--job-name=it's "$x" --uid=0`,
        '--comment=compline:key-1',
        '--array=0-2',
      ],
      ...[
        '--chdir=/share/orders/1',
        '--output=/share/orders/1/%a.log',
        '--open-mode=append',
        '--nice=-20',
        '--nodes=1',
      ],
      ...['--ntasks=1', '--export=ALL', '--partition=render', '--qos=high', '--account=show', '--licenses=nuke'],
      ...['--time=90', '--cpus-per-task=4', '--mem=512M', '--gres=gpu:1'],
    ]);
    expect(read('sbatch', 'in')).toBe('#!/bin/sh\necho "ü"\n');
    const environment = read('sbatch', 'env') ?? '';
    expect(environment).toContain('SLURM_CONF=/etc/slurm.conf\n');
    expect(environment).not.toMatch(/SECRET|SBATCH_/);
  });

  test('a dry run submits nothing', async () => {
    const { way, argsOf } = await rigOf({ sbatch: {} });
    await way.test(wishOf({}), never);
    expect(argsOf('sbatch')?.[0]).toBe('--test-only');
  });

  const line = (...fields: readonly string[]) => `${fields.join('\x1f')}\x1f\n`;

  test('squeue is asked for all jobs of the user at once, and what Compline has not made is left out', async () => {
    const { way, argsOf, read } = await rigOf({
      squeue: {
        out: [
          line(
            '7',
            '2-3%4',
            'PENDING',
            'Resources',
            '0',
            '0',
            'n/a',
            '200',
            'NONE',
            '40',
            '0',
            'ada',
            'compline:key-1',
          ),
          line(
            '7',
            '0',
            'FAILED',
            'NonZeroExitCode',
            '768',
            '1',
            'n1',
            '100',
            '160',
            '0',
            '5',
            'ada',
            'compline:key-1',
          ),
          line('8', 'N/A', 'RUNNING', 'None', '0', '0', 'n1', '100', '160', '0', '5', 'ada', 'compline:key-2'),
          line('9', '0', 'RUNNING', 'None', '0', '0', 'n1', '100', '160', '0', '5', 'ada', 'a note\x1fcompline'),
          line('9', '0', 'RUNNING'),
          '\n',
        ].join(''),
      },
    });
    expect(await way.jobs(never)).toEqual([
      jobOf('2-3', { reason: 'Resources', exitCode: 0, startedAt: 200_000, nice: 40, priority: 0 }),
      jobOf('0', {
        states: ['FAILED'],
        reason: 'NonZeroExitCode',
        exitCode: 3,
        restarts: 1,
        host: 'n1',
        startedAt: 100_000,
        endedAt: 160_000,
        priority: 5,
      }),
    ]);
    expect(argsOf('squeue')).toEqual([
      '--noheader',
      '--states=all',
      '--user=ada',
      expect.stringMatching(/^--Format=ArrayJobID:/),
    ]);
    const environment = read('squeue', 'env') ?? '';
    expect(environment).toContain('SLURM_BITSTR_LEN=0\n');
    expect(environment).toContain('SLURM_TIME_FORMAT=%s\n');
    expect(environment).not.toContain('SQUEUE_FORMAT');
  });

  test('jobs are cancelled, held, released and moved', async () => {
    const { way, argsOf } = await rigOf({ scancel: {}, scontrol: {} });
    await way.cancel('7', '1-3', never);
    expect(argsOf('scancel')).toEqual(['--quiet', '7_[1-3]']);
    await way.cancel('7', undefined, never);
    expect(argsOf('scancel')).toEqual(['--quiet', '7']);
    await way.change('7', { hold: true }, never);
    expect(argsOf('scontrol')).toEqual(['hold', '7']);
    await way.change('7', { hold: false }, never);
    expect(argsOf('scontrol')).toEqual(['release', '7']);
    await way.change('7', { nice: -40 }, never);
    expect(argsOf('scontrol')).toEqual(['update', 'JobId=7', 'Nice=-40']);
  });

  test('what has ended in the meantime needs nothing done; any other no is one', async () => {
    const gone = await rigOf({
      scancel: { err: 'scancel: error: Kill job error on job id 7: Invalid job id specified\n', code: 1 },
      scontrol: { err: 'Job/step already completing or completed for job 7\nslurm_suspend error: …\n', code: 1 },
    });
    await gone.way.cancel('7', undefined, never);
    await gone.way.change('7', { hold: true }, never);
    const { way } = await rigOf({ scontrol: { err: 'Access/permission denied for job 7\n', code: 1 } });
    await expect(way.change('7', { nice: -1 }, never)).rejects.toMatchObject({ code: 'farm-refused' });
  });

  test('sinfo tells a machine once for each of its partitions', async () => {
    const nodes = [
      'a|render*|idle|8|1000|gpu:2|infinite',
      'a|short|idle|8|1000|gpu:2|30:00',
      'b|render*|down*|4|500|(null)|infinite',
      '|empty|n/a|0|0|(null)|infinite',
    ];
    const { way } = await rigOf({
      sinfo: { out: nodes.map((it) => `${it.replaceAll('|', '\x1f')}\n`).join('') },
      scontrol: { out: 'LicenseName=nuke Total=2 Used=0\nLicenseName=ae Total=1\n' },
    });
    expect(await way.cluster(never)).toMatchObject({
      nodes: [
        { name: 'a', isUp: true, cpus: 8, memory: 1_000, gpus: 2, partitions: ['render', 'short'] },
        { name: 'b', isUp: false, cpus: 4, memory: 500, gpus: 0, partitions: ['render'] },
      ],
      partitions: [
        { name: 'render', isDefault: true },
        { name: 'short', isDefault: false, timeLimit: 30 },
        { name: 'empty', isDefault: false },
      ],
      licenses: ['nuke', 'ae'],
    });
  });

  test.each([
    [
      'allocation failure: Requested node configuration is not available',
      'farm-refused',
      'this: Requested node configuration is not available.',
    ],
    [
      'sbatch: error: Batch job submission failed: Invalid account',
      'farm-refused',
      'this: Batch job submission failed: Invalid account.',
    ],
    [
      'slurm_load_jobs error: Unable to contact slurm controller (connect failure)',
      'farm-unreachable',
      'Unable to contact',
    ],
    [
      'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation',
      'farm-unreachable',
      'timed out',
    ],
    ['sbatch: error: Munge encode failed: Failed to access "/run/munge/munge.socket.2"', 'farm-unreachable', 'Munge'],
    ['sbatch: fatal: Could not establish a configuration source', 'farm-unreachable', 'configuration source'],
    ['', 'farm-refused', 'sbatch failed without a word.'],
  ])('%j is %s', async (err, code, message) => {
    const { way } = await rigOf({ sbatch: { err: `${err}\n`, code: 1 } });
    await expect(way.submit(wishOf({}), never)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  test('what only asks is never refused', async () => {
    const { way } = await rigOf({ squeue: { err: 'squeue: error: Invalid user: ada\n', code: 1 } });
    await expect(way.jobs(never)).rejects.toMatchObject({
      code: 'farm-unreachable',
      message: expect.stringContaining('Invalid user: ada.'),
    });
  });

  test('an answer without an id is none', async () => {
    const { way } = await rigOf({ sbatch: { out: 'Submitted\n' } });
    await expect(way.submit(wishOf({}), never)).rejects.toMatchObject({ code: 'farm-unreachable' });
  });

  test('no command, one that takes too long, and one that nobody waits for any more', async () => {
    const { environment } = await rigOf({});
    const nowhere = { ...environment, PATH: await temporaryFolder() };
    const way = new SlurmCommands({ farm: 'lab', user: 'ada', environment: nowhere });
    await expect(way.jobs(never)).rejects.toMatchObject({
      code: 'farm-unreachable',
      message: expect.stringContaining("squeue is not on this machine: install Slurm's commands, or set url."),
    });
    const slow = runSlurm('sleep', ['60'], { farm: 'lab', environment, patience: 20 }, never);
    await expect(slow).rejects.toMatchObject({ code: 'farm-unreachable', message: expect.stringContaining('in time') });
    const stop = new AbortController();
    const stopped = runSlurm('sleep', ['60'], { farm: 'lab', environment }, stop.signal);
    stop.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
  });
});
