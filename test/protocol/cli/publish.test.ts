import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../server/protocol/errors.ts';
import type { Job, JobSummary } from '../../../server/protocol/jobs.ts';
import type { Publish, PublishPlan } from '../../../server/protocol/publishes.ts';
import { program } from './command-line.ts';
import { Studio } from './studio.ts';

interface Failure {
  readonly error: ErrorData;
}

const frames = Array.from({ length: 12 }, (_, index) => `DEMO_S_SH020_COMP.${1001 + index}.exr`);
const version = [...frames, 'DEMO_S_SH020_COMP.comp', '_ramses_data.json', 'manifest.json'].sort();

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries > 600) throw new Error('What was waited for did not come.');
    await wait(50);
  }
}

describe('compline publish, through the core', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await Studio.open();
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  it('refuses a project nobody has trusted, and says what to do', async () => {
    const { code, out, err } = await studio.run('publish', studio.comp('SH020'));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/trust/i);
    const { error } = await studio.json<Failure>('publish', studio.comp('SH020'));
    expect(error.code).toBe('project-not-trusted');
  });

  it('shows what a project would run, and trusts it when told to', async () => {
    expect(await studio.json('trust', '--show')).toMatchObject({ trusted: false, programs: [{ name: 'ffmpeg' }] });
    expect(await studio.json('trust')).toMatchObject({ trusted: true });
  });

  it('refuses a comp with errors, and names them', async () => {
    const { error } = await studio.json<Failure>('publish', studio.comp('SH010'));
    expect(error).toMatchObject({ code: 'comp-has-errors', path: studio.comp('SH010') });
    expect(JSON.stringify(error.details)).toContain('dangling-source');
    expect(await studio.names('SH010')).toEqual(['DEMO_S_SH010_COMP.comp']);
  });

  it('says what it would do, and does nothing, in a dry run', async () => {
    const before = await studio.names('SH020');
    const { code, out } = await studio.run('publish', studio.comp('SH020'), '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain(path.join(studio.step('SH020'), '_published', '001_WIP'));
    expect(out).toMatch(/DEMO_S_SH020_COMP\.1001\.exr to DEMO_S_SH020_COMP\.1012\.exr \(12 frames\)/);
    expect(out).toMatch(/Runs \(the first of 2 calls, frames 1001-1006\):\n {2}\S*ffmpeg -nostdin/);
    const { plan } = await studio.json<{ plan: PublishPlan }>('publish', studio.comp('SH020'), '--dry-run');
    expect(plan).toMatchObject({ version: 1, command: { calls: 2 }, replaces: [] });
    expect(await studio.names('SH020')).toEqual(before);
  });

  it('renders, verifies and commits a version', async () => {
    const { publish } = await studio.json<{ publish: Publish }>(
      'publish',
      studio.comp('SH020'),
      '--state',
      'OK',
      '--comment',
      'first',
    );
    expect(publish).toMatchObject({ phase: 'completed', version: 1, state: 'OK', comment: 'first' });
    expect(await studio.names('SH020', '_published/001_OK')).toEqual(version);
    expect(await studio.names('SH020', '_published')).toEqual(['001_OK']);
    expect((await studio.names('SH020')).filter((name) => name.startsWith('.'))).toEqual([]);
    const manifest = JSON.parse(await readFile(path.join(publish.target ?? '', 'manifest.json'), 'utf8'));
    expect(manifest.files).toHaveLength(12);
    const audit = path.join(studio.project, '.compline', 'audit');
    const [writer] = await readdir(audit);
    expect(await readFile(path.join(audit, writer ?? ''), 'utf8')).toContain(publish.id);
  });

  it('tells what is to be warned of, and refuses it when it is to be strict', async () => {
    const again = ['publish', studio.comp('SH020'), '--state', 'OK', '--dry-run'] as const;
    const warning = 'v001 was published from this very comp, in the same state.';
    const { code, out } = await studio.run(...again);
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`comp:\\d+:\\d+ warning ${warning}`))]);
    const strict = await studio.run(...again, '--strict');
    expect([strict.code, strict.out]).toEqual([1, '']);
    expect(strict.err).toContain(warning);
  });

  it('lists the job and prints its log', async () => {
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
    expect(jobs).toMatchObject([{ state: 'completed', framesDone: 12, framesTotal: 12 }]);
    const { code, out } = await studio.run('queue', 'log', jobs[0]?.id ?? '');
    expect(code).toBe(0);
    expect(out).toMatch(/ffmpeg .*-start_number 1001/);
    expect(await studio.run('queue', 'log', 'nonsense')).toMatchObject({ code: 2, out: '' });
  });

  it('renders no frame of a committed version anew, and submits no publish as a job', async () => {
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
    const job = jobs[0]?.id ?? '';
    const { outputs } = (await studio.json<{ job: Job }>('queue', 'show', job)).job;
    expect(outputs).toEqual([path.join(studio.step('SH020'), '_published', '001_OK')]);
    const requeued = await studio.json<Failure>('queue', 'requeue', job, '--frames', '1001');
    expect(requeued.error).toMatchObject({ code: 'wrong-state', message: expect.stringContaining('committed') });
    expect((await studio.json<Failure>('queue', 'resubmit', job)).error.code).toBe('not-supported');
  });

  it('tells how the core is', async () => {
    expect(await studio.json('core', 'status')).toMatchObject({ running: true, jobsActive: 0 });
    expect((await studio.run('core', 'status')).out).toContain('is running');
  });

  it('goes on, without a half-published version, when the core is killed while it renders', async () => {
    const publishing = studio.json<{ publish: Publish }>('publish', studio.comp('SH020'));
    await until(async () => {
      const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
      return jobs.some((job) => job.state === 'running' && job.framesDone > 0);
    });
    const { process: core } = await studio.json<{ process: number }>('core', 'status');
    process.kill(core, 'SIGKILL');
    expect(await studio.names('SH020', '_published')).not.toContain('002_WIP');
    expect((await publishing).publish).toMatchObject({ phase: 'completed', version: 2 });
    expect(await studio.names('SH020', '_published/002_WIP')).toEqual(version);
  });

  it('cancels when it is interrupted, and leaves nothing behind', async () => {
    const child = start(studio, 'publish', studio.comp('SH020'));
    await until(async () => (await studio.json<{ jobs: JobSummary[] }>('queue', 'list')).jobs[0]?.state === 'running');
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(130);
    expect(await studio.names('SH020', '_published')).toEqual(['001_OK', '002_WIP']);
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list');
    expect(jobs[0]?.state).toBe('cancelled');
  });

  it('ends the core when asked to', async () => {
    expect((await studio.run('core', 'stop')).code).toBe(0);
    await until(async () => !(await studio.json<{ running: boolean }>('core', 'status')).running);
    expect((await studio.run('core', 'stop')).out).toContain('not running');
  });
});

describe('compline publish, when it cannot work', () => {
  it('fails where the renderer skips a frame, names it, and leaves the publish folder alone', async () => {
    await using studio = await Studio.open('skip-a-frame');
    await studio.run('trust');
    const { code, err } = await studio.run('publish', studio.comp('SH020'));
    expect(code).toBe(1);
    expect(err).toMatch(/frame 1004/);
    expect(await studio.names('SH020', '_published')).toEqual([]);
  });

  it('says that the call was wrong: exit code 2', async () => {
    await using studio = await Studio.open();
    expect((await studio.run('publish')).code).toBe(2);
    expect((await studio.run('frobnicate')).code).toBe(2);
    expect((await studio.run('publish', studio.comp('SH020'), '--state', '!')).code).toBe(2);
  });
});

describe('compline publish into the export folder', () => {
  it('delivers, replaces, and brings back what was there', async () => {
    await using studio = await Studio.open();
    await studio.run('trust');
    const spec = path.join(studio.project, 'pipeline', 'comp.renderspec.yaml');
    await writeFile(spec, (await readFile(spec, 'utf8')).replace('export_dest: step', 'export_dest: project'));
    const delivered = path.join(studio.project, '06-EXPORT', 'DEMO_S_SH020_COMP');
    await mkdir(delivered, { recursive: true });
    await writeFile(path.join(delivered, 'DEMO_S_SH020_COMP.1001.exr'), 'old');
    expect((await studio.json<Failure>('publish', 'restore', studio.comp('SH020'))).error.code).toBe('not-found');
    const { code, out } = await studio.run('publish', studio.comp('SH020'));
    expect(code).toBe(0);
    expect(out).toContain(`Delivered: ${delivered}\n`);
    expect(await readdir(delivered)).toEqual(frames);
    expect(await studio.names('SH020', '_published/001_WIP')).toEqual(version.filter((name) => !frames.includes(name)));
    const restored = await studio.run('publish', 'restore', studio.comp('SH020'), '--name', 'DEMO_S_SH020_COMP');
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('a file') });
    expect(await readdir(delivered)).toEqual(['DEMO_S_SH020_COMP.1001.exr']);
    const again = await studio.json<{ delivery: object }>('publish', 'restore', studio.comp('SH020'));
    expect(again.delivery).toMatchObject({ files: 12, version: 1 });
    expect(await readdir(delivered)).toEqual(frames);
  });
});

describe('compline publish --no-core', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await Studio.open();
    await studio.run('trust');
    await studio.run('core', 'stop');
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  const privateCores = () => readdir(path.join(studio.root, 'state', 'no-core'));

  it('does all of it in its own process, and leaves nothing behind', async () => {
    const { publish } = await studio.json<{ publish: Publish }>('publish', studio.comp('SH020'), '--no-core');
    expect(publish).toMatchObject({ phase: 'completed', version: 1 });
    expect(await privateCores()).toEqual([]);
  });

  it('undoes what an earlier call was doing when it was killed', async () => {
    const child = start(studio, 'publish', studio.comp('SH020'), '--no-core');
    await until(async () => (await studio.names('SH020')).some((name) => name.startsWith('.compline-staging')));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { publish } = await studio.json<{ publish: Publish }>('publish', studio.comp('SH020'), '--no-core');
    expect(publish).toMatchObject({ phase: 'completed', version: 2 });
    expect(await studio.names('SH020', '_published')).toEqual(['001_WIP', '002_WIP']);
    expect((await studio.names('SH020')).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await privateCores()).toEqual([]);
  });
});

function start(studio: Studio, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...studio.environment },
    stdio: 'ignore',
  });
}
