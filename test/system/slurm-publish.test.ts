import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { env, umask } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingOfSlurm } from '../../scripts/lib/slurm.mjs';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { Job, JobSummary } from '../../server/protocol/jobs.ts';
import { coreProcess, kill } from '../protocol/core/core-rig.ts';
import { frames, studioOn } from './lab-studio.ts';
import { SlurmLab } from './slurm-lab.ts';

const missing = missingOfSlurm();

describe.skipIf(missing.length > 0)('through the core onto a Slurm of two nodes', () => {
  let lab: SlurmLab;
  let before: number;
  beforeAll(async () => {
    before = umask(0);
    lab = await SlurmLab.begin();
    env.SLURM_CONF = lab.configuration;
  }, 60_000);
  afterAll(async () => {
    umask(before);
    delete env.SLURM_CONF;
    await lab[Symbol.asyncDispose]();
  });

  for (const way of ['commands', 'REST'] as const) {
    test(`a publish goes through it, and outlives its core (${way})`, async () => {
      await using studio = await studioOn(lab, way);
      const { farms } = await studio.json<{ farms: FarmStatus[] }>('farm', 'list');
      expect(farms.map(({ name, isDefault }) => [name, isDefault])).toContainEqual(['lab', true]);
      expect((await studio.run('farm', 'check', 'lab')).out).toMatch(/2 of 2 up[\s\S]*pools +.*render/);
      const publishing = studio.run('publish', studio.comp('SH020'));
      const state = studio.environment.COMPLINE_STATE_HOME ?? '';
      await lab.until('the job is there', async () => (await lab.run('squeue', '-h', '-a')).trim() !== '');
      await kill(coreProcess(state) ?? 0);
      const { code, out, err } = await publishing;
      expect([code, out], err).toEqual([0, expect.stringContaining('Published:')]);
      const names = await readdir(path.join(studio.step('SH020'), '_published', '001_WIP'));
      expect(names.filter((name) => name.endsWith('.exr')).sort()).toEqual(frames);
      const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
      const { job } = await studio.json<{ job: Job }>('queue', 'show', jobs[0]?.id ?? '');
      expect(job.farmJobs).toHaveLength(1);
      const attempts = job.layers.flatMap(({ tasks }) => tasks.map((task) => task.attempts));
      expect(attempts.map((it) => it.map((attempt) => attempt.state))).toEqual(Array(6).fill(['completed']));
      expect(attempts.flat().every(({ host }) => host === 'n1' || host === 'n2')).toBe(true);
      expect((await studio.run('queue', 'log', job.id)).out).toContain('frame=2');
    });
  }

  test('single frames are rendered anew, also when the controller has forgotten the job; what is cancelled ends there', async () => {
    await using studio = await studioOn(lab, 'commands');
    const render = ['render', studio.comp('SH020'), '--layers', '_FINAL', '--output', 'out/a.%04d.exr', '--chunk', '1'];
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>(...render, '--frames', '1001-1004', '--wait');
    const id = jobs[0]?.id ?? '';
    expect(jobs[0]).toMatchObject({ state: 'completed', farm: 'lab' });
    await lab.until('it is forgotten', async () => (await lab.run('squeue', '-h', '-a', '-t', 'all')).trim() === '');
    await studio.run('queue', 'requeue', id, '--frames', '1002');
    expect((await studio.run('queue', 'wait', id)).code).toBe(0);
    const { job } = await studio.json<{ job: Job }>('queue', 'show', id);
    expect(job.farmJobs?.map(({ tasks }) => tasks)).toEqual([4, 1]);
    expect(job.layers[0]?.tasks.map(({ attempts }) => attempts.length)).toEqual([1, 2, 1, 1]);

    await lab.run('scontrol', 'update', 'PartitionName=render', 'State=DOWN');
    try {
      const more = await studio.json<{ submitted: { job: JobSummary }[] }>(...render, '--frames', '1005-1006');
      const waiting = more.submitted[0]?.job.id ?? '';
      await lab.until('it is there', async () => (await lab.run('squeue', '-h', '-a')).trim() !== '');
      await studio.run('queue', 'cancel', waiting);
      await studio.run('queue', 'wait', waiting);
      expect((await studio.json<{ job: Job }>('queue', 'show', waiting)).job.state).toBe('cancelled');
      expect((await lab.run('squeue', '-h', '-a')).trim()).toBe('');
    } finally {
      await lab.run('scontrol', 'update', 'PartitionName=render', 'State=UP');
    }
  });

  test('a node that dies in the middle of a publish takes nothing with it', async () => {
    await using studio = await studioOn(lab, 'commands', 0.5);
    const publishing = studio.run('publish', studio.comp('SH020'));
    const onSecond = () => lab.run('squeue', '-h', '-r', '-w', 'n2', '-t', 'running', '-o', '%A');
    await lab.until('n2 renders', async () => (await onSecond()).trim() !== '');
    const list = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
    const id = list.jobs[0]?.id ?? '';
    await lab.until('that is known', async () => {
      const { job } = await studio.json<{ job: Job }>('queue', 'show', id);
      const tasks = job.layers.flatMap((layer) => layer.tasks);
      return tasks.some(({ state, attempts }) => state === 'running' && attempts.at(-1)?.host === 'n2');
    });
    await lab.killNode('n2');
    await lab.until('Slurm has noticed', async () => (await onSecond()).trim() === '');
    lab.startNode('n2');
    const { code, err } = await publishing;
    expect(code, err).toBe(0);
    const names = await readdir(path.join(studio.step('SH020'), '_published', '001_WIP'));
    expect(names.filter((name) => name.endsWith('.exr')).sort()).toEqual(frames);
    const { job } = await studio.json<{ job: Job }>('queue', 'show', id);
    const attempts = job.layers.flatMap(({ tasks }) => tasks.map((task) => task.attempts));
    for (const all of attempts)
      expect(all.at(-1)).toMatchObject({ state: 'completed', host: expect.stringMatching(/^n[12]$/) });
    const lost = attempts.flatMap((all) => all.slice(0, -1));
    expect(lost.length).toBeGreaterThan(0);
    for (const attempt of lost) expect(attempt).toMatchObject({ state: 'lost', host: 'n2' });
    await lab.idle();
  });

  test('what no node could ever run is refused before it is submitted', async () => {
    await using studio = await studioOn(lab, 'commands');
    const render = ['render', studio.comp('SH020'), '--layers', '_FINAL', '--output', 'out/a.%04d.exr'];
    const { code, err } = await studio.run(...render, '--gpu', '7');
    expect(code).not.toBe(0);
    expect(err).toContain('The farm lab refused this');
    expect((await studio.run(...render, '--pool', 'moon')).err).toContain('moon');
    expect((await lab.run('squeue', '-h', '-a')).trim()).toBe('');
  });
});
