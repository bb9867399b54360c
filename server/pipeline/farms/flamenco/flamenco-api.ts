import * as z from 'zod';

/** What of Flamenco's answers is read; all of them from `pkg/api/flamenco-openapi.yaml` of Flamenco 3.8. */

export const versionSchema = z.object({ version: z.string(), shortversion: z.string(), name: z.string() });

export const jobTypeSchema = z.object({
  name: z.string(),
  etag: z.string(),
  settings: z.array(z.object({ key: z.string(), default: z.unknown().optional() })),
});
export type FlamencoJobType = z.output<typeof jobTypeSchema>;

export const jobTypesSchema = z.object({ job_types: z.array(jobTypeSchema) });

export const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  created: z.string(),
  updated: z.string(),
  activity: z.string().optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
export type FlamencoJob = z.output<typeof jobSchema>;

export const jobsSchema = z.object({ jobs: z.array(jobSchema) });

export const taskSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  updated: z.string(),
  worker: z.object({ name: z.string() }).nullish(),
});
export type FlamencoTask = z.output<typeof taskSummarySchema>;

/** The document does not require `tasks`; the manager always sends it (`FetchJobTasks`). */
export const tasksSchema = z.object({ tasks: z.array(taskSummarySchema) });

/** A task whole; only why it failed is read. */
export const taskSchema = z.object({ id: z.string(), activity: z.string() });

export const logSchema = z.object({ url: z.string(), size: z.number() });

export const tagsSchema = z.object({
  tags: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .nullish()
    .transform((tags) => tags ?? []),
});

export const workersSchema = z.object({ workers: z.array(z.object({ status: z.string() })) });

/** The words of an answer that is an error: `{"code":400,"message":"…"}`. */
export function saidIn(text: string): string | undefined {
  try {
    const read = z.object({ message: z.string() }).safeParse(JSON.parse(text));
    return read.success ? read.data.message : undefined;
  } catch {
    return undefined;
  }
}
