import * as z from 'zod';
import { identifier, label, listOf, someOf, values, wholeListOf, word } from '../http/answer-shapes.ts';

/** What of Flamenco's answers is read; all of them from `pkg/api/flamenco-openapi.yaml` of Flamenco 3.8. */

export const versionSchema = z.object({ version: identifier, shortversion: word });

const jobTypeSchema = z.object({
  name: identifier,
  etag: word,
  settings: someOf(z.object({ key: identifier, default: z.unknown().optional() })),
});
export type FlamencoJobType = z.output<typeof jobTypeSchema>;

export const jobTypesSchema = z.object({ job_types: listOf(jobTypeSchema) });

export const jobSchema = z.object({ id: identifier, status: word, created: word, updated: word, metadata: values });
export type FlamencoJob = z.output<typeof jobSchema>;

export const jobsSchema = z.object({ jobs: wholeListOf(jobSchema) });

const taskSummarySchema = z.object({
  id: identifier,
  name: identifier,
  status: word,
  updated: word,
  worker: z.object({ name: label }).catch({}),
});
export type FlamencoTask = z.output<typeof taskSummarySchema>;

/** The document does not require `tasks`; the manager always sends it (`FetchJobTasks`). */
export const tasksSchema = z.object({ tasks: listOf(taskSummarySchema) });

/** A task whole; only why it failed is read. */
export const taskSchema = z.object({ id: identifier, activity: label });

export const logSchema = z.object({ url: word, size: z.number().catch(Number.POSITIVE_INFINITY) });

/** The manager leaves the list out where there are none. */
export const tagsSchema = z.object({ tags: someOf(z.object({ id: identifier, name: identifier })) });

export const workersSchema = z.object({ workers: listOf(z.object({ status: word })) });
