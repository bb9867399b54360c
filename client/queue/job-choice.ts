import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { jobRow } from './job-rows.ts';
import type { QueueView } from './queue-view.ts';
import { placeOfRow, type RowPlace } from './row-ids.ts';

/** What the user is asked for. */
export interface JobQuestion {
  readonly placeHolder: string;
  /** What is said where no job fits. */
  readonly none: string;
  readonly fits: (job: JobSummary) => boolean;
}

/** What a command was given on: a row or an id, and all rows that are selected where it was given on one of several. */
export function placesOfArguments(argument: unknown, selected: unknown): readonly RowPlace[] {
  if (typeof argument === 'string') return [{ job: argument }];
  const all: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  return all.flatMap((it) => placeOfRow(elementOf(it)?.row.id ?? '') ?? []);
}

/** The job of a row or an id. */
export function jobOfArgument(argument: unknown): string | undefined {
  return placesOfArguments(argument, undefined)[0]?.job;
}

/** Lets the user pick a job. Throws `Dismissed` where none is picked, `Notice` where none fits. */
export async function pickJob(queue: QueueView, { placeHolder, none, fits }: JobQuestion): Promise<string> {
  await queue.live.rows();
  const items = queue.model.jobs.filter(fits).map((job) => {
    const { label, description } = jobRow(job);
    return { label, description, job: job.id };
  });
  if (items.length === 0) throw new Notice(none);
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.job;
}

/**
 * The places that a command is about: what it was given on, `places`, else a job that the user picks. Of several those are left
 * out whose job does not fit; of a single one the core says what is wrong. Throws as `pickJob`.
 */
export async function choosePlaces(
  queue: QueueView,
  places: readonly RowPlace[],
  question: JobQuestion,
): Promise<readonly RowPlace[]> {
  if (places.length === 0) return [{ job: await pickJob(queue, question) }];
  if (places.length === 1) return places;
  const fitting = places.filter(({ job, layer, task }) => {
    // A chunk may be in another state than its job.
    if (layer !== undefined || task !== undefined) return true;
    const known = queue.model.job(job);
    return known === undefined || question.fits(known);
  });
  if (fitting.length === 0) throw new Notice(question.none);
  return fitting;
}

/** The jobs that a command is about, each once. Throws as `pickJob`. */
export async function chooseJobs(
  queue: QueueView,
  args: readonly unknown[],
  question: JobQuestion,
): Promise<readonly string[]> {
  const places = placesOfArguments(args[0], args[1]).map((it): RowPlace => ({ job: it.job }));
  return [...new Set((await choosePlaces(queue, places, question)).map((it) => it.job))];
}
