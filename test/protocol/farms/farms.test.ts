import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FarmStatus } from '../../../server/protocol/farms.ts';
import type { Job, JobSummary } from '../../../server/protocol/jobs.ts';
import type { Publish, PublishPlan } from '../../../server/protocol/publishes.ts';
import { eventually } from '../../unit/eventually.ts';
import { coreProcess, kill } from '../core/core-rig.ts';
import { FlamencoStudio } from './flamenco-studio.ts';

const frames = Array.from({ length: 12 }, (_, at) => `DEMO_S_SH020_COMP.${1001 + at}.exr`);

describe('a farm of the project, from the command line', () => {
  let farm: FlamencoStudio;
  beforeAll(async () => {
    farm = await FlamencoStudio.open();
  });
  afterAll(() => farm[Symbol.asyncDispose]());

  test('is listed, and says what there is to choose from', async () => {
    const { farms } = await farm.studio.json<{ farms: FarmStatus[] }>('farm', 'list');
    expect(farms.map(({ name, type, isDefault, answers }) => [name, type, isDefault, answers])).toEqual([
      ['local', 'local', true, 'yes'],
      ['blender', 'flamenco', false, 'unknown'],
    ]);
    const { code, out } = await farm.studio.run('farm', 'check', 'blender');
    expect([code, out]).toEqual([0, expect.stringMatching(/answers[\s\S]*groups +.*gpu/)]);
    expect((await farm.studio.run('farm', 'check', 'moon')).err).toContain('Choose one of: local, blender.');
  });

  test('renders a job: chunks, machines, logs and the folder that is gone at the end', async () => {
    const out = path.join(farm.studio.project, 'out', 'a.%04d.exr');
    const { jobs } = await farm.studio.json<{ jobs: JobSummary[] }>(
      ...['render', farm.studio.comp('SH020'), '--layers', '_FINAL', '--farm', 'blender', '--group', 'gpu'],
      ...['--output', out, '--chunk', '6', '--wait'],
    );
    const [summary] = jobs;
    expect(summary).toMatchObject({ state: 'completed', farm: 'blender', framesDone: 12 });
    const { job } = await farm.studio.json<{ job: Job }>('queue', 'show', summary?.id ?? '');
    expect(job.farmJobs).toEqual([
      {
        id: farm.farm.manager.only.id,
        layer: '_FINAL',
        tasks: 2,
        page: expect.stringContaining(farm.farm.manager.only.id),
      },
    ]);
    expect(farm.farm.manager.only.tag).toBe(farm.farm.manager.tags[0]?.id);
    const attempts = job.layers.flatMap(({ tasks }) => tasks.flatMap((task) => task.attempts));
    expect(attempts.map(({ state, host }) => [state, host])).toEqual([
      ['completed', 'render01'],
      ['completed', 'render01'],
    ]);
    expect((await farm.studio.run('queue', 'log', job.id)).out).toContain('frame=6');
    expect(existsSync(path.join(farm.studio.project, '.compline', 'farm', job.id, '1'))).toBe(false);
    expect(farm.farm.manager.faults).toEqual([]);
  });

  test('says in a plan where it would be rendered, and writes job templates', async () => {
    const wish = ['publish', farm.studio.comp('SH020'), '--farm', 'blender', '--dry-run'];
    expect((await farm.studio.json<{ plan: PublishPlan }>(...wish)).plan).toMatchObject({ farm: 'blender' });
    expect((await farm.studio.run(...wish)).out).toContain('rendered by ffmpeg on the farm blender');
    const folder = path.join(farm.studio.root, 'templates');
    const { files } = await farm.studio.json<{ files: string[] }>(
      ...['render', farm.studio.comp('SH020'), '--layers', '_FINAL', '--output', 'out/b.%04d.exr', '--openjd', folder],
    );
    expect(files).toEqual([path.join(folder, 'DEMO_S_SH020_COMP._FINAL.openjd.json')]);
    expect(JSON.parse(readFileSync(files[0] ?? '', 'utf8'))).toMatchObject({
      specificationVersion: 'jobtemplate-2023-09',
      steps: [{ name: '_FINAL' }],
    });
  });
});

describe('a publish through a farm', () => {
  test('goes on when the core is killed and nobody looks, and is committed once', async () => {
    await using farm = await FlamencoStudio.open({ isDefault: true });
    const { studio } = farm;
    farm.farm.mayBegin = (_, place) => place === 0;
    const state = studio.environment.COMPLINE_STATE_HOME ?? '';
    const publishing = studio.run('publish', studio.comp('SH020'));
    // The first chunk is rendered; the core dies before the second one begins.
    await eventually(() => farm.farm.ran.size === 1, 'the first chunk');
    await kill(coreProcess(state) ?? 0);
    farm.farm.mayBegin = () => true;
    // The command line starts another core, which takes the publish up.
    expect(await publishing).toMatchObject({
      code: 0,
      out: expect.stringContaining('Published:'),
      err: expect.not.stringContaining('Error'),
    });
    const names = await readdir(path.join(studio.step('SH020'), '_published', '001_WIP'));
    expect(names.filter((name) => name.endsWith('.exr')).sort()).toEqual(frames);
    expect([...farm.farm.manager.jobs.values()].map(({ tasks }) => tasks.length)).toEqual([2]);
    expect([...farm.farm.ran.values()]).toEqual([1, 1]);
    expect(await studio.names('SH020')).toEqual(
      expect.not.arrayContaining([expect.stringContaining('.compline-staging')]),
    );
  });

  test('is cancelled when the farm has let go of it, and leaves nothing', async () => {
    await using farm = await FlamencoStudio.open({ isDefault: true });
    const {
      studio,
      farm: { manager },
    } = farm;
    farm.farm.mayBegin = () => false;
    const publishing = studio.json<{ publish: Publish }>('publish', studio.comp('SH020'));
    await eventually(() => manager.jobs.size === 1, 'a job on the farm');
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
    await studio.run('queue', 'cancel', jobs[0]?.id ?? '');
    const { publish } = await publishing;
    expect(publish.phase).toBe('cancelled');
    expect(manager.only.status).toBe('canceled');
    expect(await studio.names('SH020', '_published')).toEqual([]);
  });
});
