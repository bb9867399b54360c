import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { FlamencoManager, type ManagerJob } from '../../unit/pipeline/farms/flamenco/flamenco-manager.ts';
import { Studio } from '../cli/studio.ts';

const call = z.object({ exe: z.string(), args: z.array(z.string()) });

/** The sample project with a farm: a manager that answers as Flamenco's documents say, and a machine that does its tasks. */
export class FlamencoStudio implements AsyncDisposable {
  readonly studio: Studio;
  readonly manager: FlamencoManager;
  /** Commands that the machine has run, by their tasks. */
  readonly ran = new Map<string, number>();
  /** Decides whether a task may begin. */
  mayBegin: (job: ManagerJob, place: number) => boolean = () => true;
  #isOpen = true;
  readonly #working: Promise<void>;

  private constructor(studio: Studio, manager: FlamencoManager) {
    this.studio = studio;
    this.manager = manager;
    this.#working = this.#work();
  }

  /** `isDefault`: jobs go to the farm where nobody says. The project is trusted. */
  static async open({ isDefault = false } = {}): Promise<FlamencoStudio> {
    const studio = await Studio.open();
    const manager = await FlamencoManager.begin();
    const file = path.join(studio.project, 'compline.yaml');
    const farm = `\nfarms:\n  blender:\n    type: flamenco\n    url: ${manager.server.url}\n`;
    // The plate is read as fast as it can be.
    const text = (await readFile(file, 'utf8')).replace("      - '4'\n", "      - '400'\n");
    await writeFile(file, `${text}${farm}${isDefault ? 'farm: blender\n' : ''}`);
    await studio.run('trust');
    return new FlamencoStudio(studio, manager);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOpen = false;
    await this.#working;
    await this.studio[Symbol.asyncDispose]();
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
