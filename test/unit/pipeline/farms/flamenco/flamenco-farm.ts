import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { FlamencoManager, type ManagerJob } from './flamenco-manager.ts';

const call = z.object({ exe: z.string(), args: z.array(z.string()) });

/** A farm of one machine: a manager that answers as Flamenco's documents say, and a worker that runs what it is given. */
export class FlamencoFarm implements AsyncDisposable {
  readonly manager: FlamencoManager;
  /** How often each task was run, by its name. */
  readonly ran = new Map<string, number>();
  /** Decides whether a task may begin. */
  mayBegin: (job: ManagerJob, place: number) => boolean = () => true;
  #isOpen = true;
  readonly #working: Promise<void>;

  private constructor(manager: FlamencoManager) {
    this.manager = manager;
    this.#working = this.#work();
  }

  static async begin(): Promise<FlamencoFarm> {
    return new FlamencoFarm(await FlamencoManager.begin());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOpen = false;
    await this.#working;
    await this.manager[Symbol.asyncDispose]();
  }

  async #work(): Promise<void> {
    while (this.#isOpen) {
      for (const job of this.manager.jobs.values()) {
        for (const [place, task] of job.tasks.entries()) {
          if (task.status !== 'queued' || !['queued', 'active'].includes(job.status)) continue;
          if (this.#isOpen && this.mayBegin(job, place)) await this.#run(job, place);
        }
      }
      await new Promise<void>((resolve) => setTimeout(resolve, 20));
    }
  }

  async #run(job: ManagerJob, place: number): Promise<void> {
    const task = job.tasks[place];
    if (task === undefined) return;
    const { exe, args } = call.parse(task.command.parameters);
    this.manager.work(job, place, 'active');
    this.ran.set(task.name, (this.ran.get(task.name) ?? 0) + 1);
    const child = spawn(exe, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        task.log += bytes.toString('utf8');
      });
    }
    const [code] = await once(child, 'close');
    this.manager.work(job, place, code === 0 ? 'completed' : 'failed', `exit code ${code}`);
  }
}
