import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { env, umask } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingOfSlurm } from '../../scripts/lib/slurm.mjs';
import type { Job, JobSummary } from '../../server/protocol/jobs.ts';
import type { Studio } from '../protocol/cli/studio.ts';
import { coreProcess, kill } from '../protocol/core/core-rig.ts';
import { frames, studioOn } from '../system/lab-studio.ts';
import { SlurmLab } from '../system/slurm-lab.ts';
import { isRunning } from '../unit/pipeline/processes.ts';

/** Rounds; `COMPLINE_KILLS` says another number. */
const ROUNDS = Number(process.env.COMPLINE_KILLS ?? 10);
/** The most kills in a round. */
const KILLS = 3;

const missing = missingOfSlurm();
if (missing.length > 0) console.warn(`No publish is killed on Slurm: this machine has no ${missing.join(', ')} of it.`);

/** The versions of the shot, those that are not whole under their hidden names too. */
const versionsOf = (studio: Studio): Promise<string[]> => studio.names('SH020', '_published');

/** The jobs of orders that Slurm knows, by the keys in their comments, as long as somebody asks. */
class Watch {
  readonly jobs = new Map<string, Set<string>>();
  /** Jobs that an administrator has released. */
  released = 0;
  readonly #lab: SlurmLab;

  constructor(lab: SlurmLab) {
    this.#lab = lab;
  }

  async look(): Promise<void> {
    const printed = await this.#lab.run('squeue', '-h', '-a', '-t', 'all', '-o', '%F|%k').catch(() => '');
    for (const line of printed.split('\n')) {
      const [id = '', comment = ''] = line.split('|');
      if (comment.startsWith('compline:')) this.jobs.set(comment, (this.jobs.get(comment) ?? new Set()).add(id));
    }
  }

  /**
   * Does what a studio's administrator does after a power cut: a controller that has lost its newest job ids gives them out
   * once more, and Slurm then holds the job and drains the node on which the older one still runs.
   */
  async tidy(): Promise<void> {
    const drained = await this.#lab.run('sinfo', '-h', '-N', '-t', 'drain', '-o', '%N').catch(() => '');
    for (const node of new Set(drained.split('\n').filter((it) => it !== ''))) {
      await this.#lab.run('scontrol', 'update', `NodeName=${node}`, 'State=RESUME').catch(() => '');
    }
    const waiting = await this.#lab.run('squeue', '-h', '-a', '-r', '-t', 'pending', '-o', '%i|%r').catch(() => '');
    for (const line of waiting.split('\n')) {
      const [id = '', reason = ''] = line.split('|');
      if (!/requeued held/.test(reason)) continue;
      this.released += 1;
      await this.#lab.run('scontrol', 'release', id).catch(() => '');
    }
  }

  async until(over: Promise<unknown>): Promise<void> {
    let isOver = false;
    void over.finally(() => {
      isOver = true;
    });
    for (; !isOver; await pause(300)) {
      await this.look();
      await this.tidy();
    }
  }

  /** Keys of which there was more than one job at any time. */
  get twice(): string[] {
    return [...this.jobs].flatMap(([key, ids]) => (ids.size > 1 ? [key] : []));
  }
}

describe.skipIf(missing.length > 0)('a publish through Slurm', () => {
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

  test('whose core is killed again and again, and sometimes the controller, leaves all of it or nothing', async () => {
    await using commands = await studioOn(lab, 'commands', 2);
    await using rest = await studioOn(lab, 'REST', 2);
    const watch = new Watch(lab);
    const figures = {
      rounds: 0,
      coresKilled: 0,
      controllersKilled: 0,
      published: 0,
      takenUp: 0,
      retried: 0,
      released: 0,
      twins: 0,
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const studio = round % 2 === 0 ? commands : rest;
      const state = studio.environment.COMPLINE_STATE_HOME ?? '';
      const versions = await versionsOf(studio);
      const publishing = studio.run('publish', studio.comp('SH020'));
      const watching = watch.until(publishing);
      let isOver = false;
      void publishing.finally(() => {
        isOver = true;
      });
      for (let number = 0; number < KILLS; number += 1) {
        await pause(Math.random() * 3_000);
        if (isOver) break;
        const core = coreProcess(state);
        if (core !== undefined && isRunning(core)) {
          await kill(core);
          figures.coresKilled += 1;
        }
        if (round % 3 !== 2 || number !== 1) continue;
        await lab.killController();
        figures.controllersKilled += 1;
        await pause(Math.random() * 1_500);
        lab.startController();
      }
      const { code, out, err } = await publishing;
      await watching;
      await settled(studio);
      const after = await versionsOf(studio);
      const said = `round ${round}: ${code}\n${out}\n${err}`;
      if (code === 0) expect(after.length, said).toBe(versions.length + 1);
      else expect([versions.length, versions.length + 1], said).toContain(after.length);
      if (code === 0) figures.published += 1;
      else if (after.length > versions.length) figures.takenUp += 1;
      else {
        figures.retried += 1;
        console.log(said);
        // A controller that has just come up refuses what fits none of the nodes that it has heard of.
        await watch.tidy();
        await lab.idle();
        const again = await studio.run('publish', studio.comp('SH020'));
        expect(again.code, `${said}\nand once more:\n${again.err}`).toBe(0);
      }
      for (const version of await versionsOf(studio)) {
        const names = await readdir(path.join(studio.step('SH020'), '_published', version));
        expect(names.filter((name) => name.endsWith('.exr')).sort(), `${version}, ${said}`).toEqual(frames);
        expect(names, said).toContain('manifest.json');
      }
      await lab.until('Slurm has nothing to do', async () => {
        await watch.tidy();
        return (await lab.run('squeue', '-h', '-a')).trim() === '';
      });
      figures.rounds += 1;
    }
    figures.twins = watch.twice.length;
    figures.released = watch.released;
    console.log('Publishes through Slurm:', figures);
    expect(figures.coresKilled).toBeGreaterThan(0);
  });

  /** Waits until no job goes on, nothing is half published, and every chunk was completed as often as it was asked for. */
  async function settled(studio: Studio): Promise<void> {
    let jobs: readonly JobSummary[] = [];
    await lab.until('all jobs have ended and nothing is staged', async () => {
      jobs = (await studio.json<{ jobs: JobSummary[] }>('queue', 'list')).jobs;
      const isEnded = jobs.every(({ state }) => state !== 'waiting' && state !== 'running');
      return isEnded && (await versionsOf(studio)).every((name) => !name.startsWith('.'));
    });
    const [newest] = jobs;
    if (newest?.state !== 'completed') return;
    const { job } = await studio.json<{ job: Job }>('queue', 'show', newest.id);
    const completed = job.layers.flatMap(({ tasks }) =>
      tasks.map(({ attempts }) => attempts.filter((it) => it.state === 'completed').length),
    );
    expect(new Set(completed)).toEqual(new Set([1]));
  }
});
