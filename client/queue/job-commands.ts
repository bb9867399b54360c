import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { confirm, forEachJob } from './for-each-job.ts';
import { compareJobs } from './groupings.ts';
import type { JobAction } from './job-actions.ts';
import { chooseJobs, choosePlaces, type JobQuestion, placesOfArguments } from './job-choice.ts';
import type { JobEnds } from './job-ends.ts';
import { isActive } from './job-look.ts';
import type { QueueView } from './queue-view.ts';
import type { RowPlace } from './row-ids.ts';
import { framesOfPlaces } from './task-frames.ts';

type Arguments = readonly unknown[];

/** What commands do with jobs of the queue. The arguments are the row a command was given on, and the selected ones. */
export class JobCommands {
  readonly #core: PipelineCore;
  readonly #queue: QueueView;
  readonly #ends: Pick<JobEnds, 'follow'>;

  constructor(core: PipelineCore, queue: QueueView, ends: Pick<JobEnds, 'follow'>) {
    this.#core = core;
    this.#queue = queue;
    this.#ends = ends;
  }

  /** Does an action of the table with the jobs. */
  async act({ question, make, isStart = false, isBackwards = false }: JobAction, args: Arguments): Promise<void> {
    const jobs = this.#inOrder(await chooseJobs(this.#queue, args, question()));
    if (isBackwards) jobs.reverse();
    await forEachJob(jobs, async (job) => {
      await withTrust(this.#core, () => make(this.#core, job));
      if (isStart) this.#follow(job);
    });
  }

  /** Leaves chunks out, those of the rows or all that are not done of a job; asks first. */
  async skip(args: Arguments): Promise<void> {
    const places = await choosePlaces(this.#queue, placesOfArguments(args[0], args[1]), {
      placeHolder: vscode.l10n.t('Job to skip'),
      none: vscode.l10n.t('Everything is done.'),
      fits: ({ state }) => state !== 'completed',
    });
    await confirm(
      vscode.l10n.t('Skip {0}?', this.#named(places)),
      vscode.l10n.t('What is not rendered yet is left out, and what waits for it goes on without it.'),
      vscode.l10n.t('Skip'),
    );
    await this.#withFrames(places, 'queue/skip');
  }

  /** Renders chunks anew, those of the rows or all of a job; asks first. */
  async requeue(args: Arguments): Promise<void> {
    const places = await choosePlaces(this.#queue, placesOfArguments(args[0], args[1]), {
      placeHolder: vscode.l10n.t('Job to render anew'),
      none: vscode.l10n.t('Every job waits already.'),
      fits: ({ state, tasksDone }) => state !== 'waiting' || tasksDone > 0,
    });
    await confirm(
      vscode.l10n.t('Render {0} anew?', this.#named(places)),
      vscode.l10n.t('What is rendered already is rendered once more, and its files are replaced.'),
      vscode.l10n.t('Render Anew'),
    );
    await this.#withFrames(places, 'queue/requeue');
  }

  /** Gives jobs a priority that the user says. */
  async setPriority(args: Arguments): Promise<void> {
    const jobs = await chooseJobs(this.#queue, args, {
      placeHolder: vscode.l10n.t('Job whose priority is set'),
      none: vscode.l10n.t('No job is waiting or running.'),
      fits: isActive,
    });
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Priority'),
      prompt: vscode.l10n.t('0 to 100; the higher one is rendered first. Usual is 50.'),
      value: String(this.#queue.model.job(jobs[0] ?? '')?.priority ?? 50),
      validateInput: (it) =>
        /^\d{1,3}$/.test(it.trim()) && Number(it) <= 100 ? undefined : vscode.l10n.t('A number from 0 to 100.'),
    });
    if (text === undefined) throw new Dismissed();
    await forEachJob(jobs, (job) => this.#core.request('queue/update', { job, priority: Number(text) }));
  }

  /** Copies the ids of jobs, a line each. */
  async copyId(args: Arguments): Promise<void> {
    const jobs = await chooseJobs(this.#queue, args, this.any(vscode.l10n.t('Job whose id is copied')));
    await vscode.env.clipboard.writeText(jobs.join('\n'));
  }

  /** A question for any job. */
  any(placeHolder: string): JobQuestion {
    return { placeHolder, none: vscode.l10n.t('There is no job in the queue.'), fits: () => true };
  }

  async #withFrames(places: readonly RowPlace[], request: 'queue/skip' | 'queue/requeue'): Promise<void> {
    await forEachJob(framesOfPlaces(this.#queue.model, places), async (it) => {
      await withTrust(this.#core, () => this.#core.request(request, it));
      if (request === 'queue/requeue') this.#follow(it.job);
    });
  }

  /** How what a publish renders has ended is the publish's to say. */
  #follow(job: string): void {
    const known = this.#queue.model.job(job);
    if (known?.kind === 'render') this.#ends.follow(known);
  }

  #inOrder(jobs: readonly string[]): string[] {
    const known = jobs.flatMap((id) => this.#queue.model.job(id) ?? []).sort(compareJobs);
    return [...known.map((it) => it.id), ...jobs.filter((id) => this.#queue.model.job(id) === undefined)];
  }

  // What a question is about: the name of a job, its frames, or how many there are.
  #named(places: readonly RowPlace[]): string {
    const all = framesOfPlaces(this.#queue.model, places);
    const [first] = all;
    if (first === undefined || all.length > 1) return vscode.l10n.t('{0} jobs', all.length);
    const name = this.#queue.model.job(first.job)?.name ?? first.job;
    if (first.frames === undefined) return name;
    // The core knows chunks by their frames.
    return (this.#queue.model.whole(first.job)?.layers.length ?? 1) > 1
      ? vscode.l10n.t('frames {0} of all layers of {1}', first.frames, name)
      : vscode.l10n.t('frames {0} of {1}', first.frames, name);
  }
}
