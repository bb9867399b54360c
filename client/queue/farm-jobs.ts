import * as vscode from 'vscode';
import type { Job } from '../../server/protocol/jobs.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { openAddress } from '../farms/open-address.ts';
import { chooseJobs, type JobQuestion, jobOfArgument, pickJob } from './job-choice.ts';
import type { QueueView } from './queue-view.ts';

/** The jobs of a farm that a job of ours is there: one for every order of chunks. */
export type FarmJob = NonNullable<Job['farmJobs']>[number];

const question = (placeHolder: string): JobQuestion => ({
  placeHolder,
  none: vscode.l10n.t('No job is on a farm.'),
  fits: ({ farm }) => farm !== 'local',
});

/** `comp · 12 chunks`: what of a job of ours a job of the farm is. */
export function farmJobText({ layer, tasks }: FarmJob): string {
  return tasks === 1 ? vscode.l10n.t('{0} · 1 chunk', layer) : vscode.l10n.t('{0} · {1} chunks', layer, tasks);
}

/** The machines that chunks of a job run on now, each once. */
export function hostsOf({ layers }: Job): readonly string[] {
  const attempts = layers.flatMap(({ tasks }) => tasks.flatMap((task) => task.attempts.at(-1) ?? []));
  return [...new Set(attempts.flatMap(({ state, host }) => (state === 'running' && host !== undefined ? host : [])))];
}

/** Opens a job where its farm shows it; of several jobs there the one that is picked. Throws `Dismissed`, `Notice`. */
export async function openFarmJob(core: PipelineCore, queue: QueueView, argument: unknown): Promise<void> {
  const job = jobOfArgument(argument) ?? (await pickJob(queue, question(vscode.l10n.t('Job to open on its farm'))));
  const { farm, farmJobs = [] } = (await core.request('queue/get', { job })).job;
  const pages = farmJobs.flatMap((it) => (it.page === undefined ? [] : { ...it, page: it.page }));
  const [first] = pages;
  if (first === undefined) {
    throw new Notice(
      farmJobs.length === 0
        ? vscode.l10n.t('Nothing of this job is on {0} yet.', farm)
        : vscode.l10n.t('It is not known where {0} shows jobs: say it by "web" under "farms" in compline.yaml.', farm),
    );
  }
  await openAddress(pages.length === 1 ? first.page : await pickPage(pages));
}

async function pickPage(pages: readonly (FarmJob & { readonly page: string })[]): Promise<string> {
  const items = pages.map((it) => ({ label: it.id, description: farmJobText(it), page: it.page }));
  const placeHolder = vscode.l10n.t('Job of the farm to open');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.page;
}

/** Copies what jobs are called on their farms, a line for each id. Throws `Dismissed`, `Notice`. */
export async function copyFarmJobId(core: PipelineCore, queue: QueueView, args: readonly unknown[]): Promise<void> {
  const jobs = await chooseJobs(queue, args, question(vscode.l10n.t('Job whose id on its farm is copied')));
  const whole = await Promise.all(jobs.map((job) => core.request('queue/get', { job })));
  const ids = whole.flatMap(({ job }) => (job.farmJobs ?? []).map(({ id }) => id));
  if (ids.length === 0) throw new Notice(vscode.l10n.t('Nothing of this job is on a farm yet.'));
  await vscode.env.clipboard.writeText(ids.join('\n'));
}
