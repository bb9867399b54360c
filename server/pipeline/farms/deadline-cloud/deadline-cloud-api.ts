import * as z from 'zod';
import { amount, identifier, label, listOf, values, word } from '../http/answer-shapes.ts';
import type { FarmHttp } from '../http/farm-http.ts';

/** What of Deadline Cloud's answers is read (service model of the API of 2023-10-12), and its paths. */

const API = '/2023-10-12';

/** Where a farm's queue is in the API. */
export class QueuePaths {
  readonly farm: string;
  readonly queue: string;
  readonly batchGetJob = `${API}/batch-get-job`;

  constructor(farmId: string, queueId: string) {
    this.farm = `${API}/farms/${encodeURIComponent(farmId)}`;
    this.queue = `${this.farm}/queues/${encodeURIComponent(queueId)}`;
  }

  job(id: string): string {
    return `${this.queue}/jobs/${encodeURIComponent(id)}`;
  }

  steps(job: string): string {
    return `${this.job(job)}/steps`;
  }

  tasks(job: string, step: string): string {
    return `${this.steps(job)}/${encodeURIComponent(step)}/tasks`;
  }
}

/** All pages of a list, one after the other: `path` with `nextToken` of the page before. */
export async function* pagesOf<Page extends { readonly nextToken?: string | undefined }>(
  http: FarmHttp,
  path: string,
  schema: z.ZodType<Page>,
  signal: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ ...more, maxResults: '100', ...(token !== undefined && { nextToken: token }) });
    const page = await http.json({ method: 'GET', path: `${path}?${query}` }, schema, signal);
    yield page;
    token = page.nextToken;
    // A page that was told already would be told for ever.
    if (token === undefined || seen.has(token)) return;
    seen.add(token);
  } while (true);
}

/** The next page of a search, where there is one: it is behind the one that begins at `offset`. */
export const pageAfter = (offset: number, next: number | undefined): number | undefined =>
  next !== undefined && next > offset ? next : undefined;

const nextToken = word.transform((token) => (token === '' ? undefined : token));

export const createdSchema = z.object({ jobId: identifier });

export const jobSchema = z.object({
  jobId: identifier,
  lifecycleStatus: word,
  lifecycleStatusMessage: label,
  updatedAt: word,
  taskRunStatus: word,
  taskRunStatusCounts: values,
  taskFailureRetryCount: amount,
});
export type CloudJob = z.output<typeof jobSchema>;

export const batchJobsSchema = z.object({
  jobs: listOf(jobSchema),
  errors: listOf(z.object({ jobId: identifier, code: word })),
});

/** The value of a parameter is a text, or a list of them, under the name of its type. */
const parametersSchema = z.record(z.string(), values).catch({});

export const foundJobsSchema = z.object({
  jobs: z.array(z.object({ jobId: identifier, createdAt: word, jobParameters: parametersSchema })),
  nextItemOffset: amount,
});

export const stepsSchema = z.object({ steps: listOf(z.object({ stepId: identifier })), nextToken });

const taskSchema = z.object({
  taskId: identifier,
  runStatus: word,
  startedAt: word,
  endedAt: word,
  latestSessionActionId: word,
  parameters: parametersSchema,
});
export type CloudTask = z.output<typeof taskSchema>;

export const tasksSchema = z.object({ tasks: listOf(taskSchema), nextToken });

export const actionSchema = z.object({
  startedAt: word,
  endedAt: word,
  processExitCode: amount,
  progressMessage: label,
});

export const sessionSchema = z.object({
  workerId: label,
  hostProperties: z.object({ hostName: label }).catch({}),
  log: z.object({ logDriver: word, options: values }).catch({ logDriver: '', options: {} }),
});

export const queueSchema = z.object({ displayName: identifier, status: word, blockedReason: label });

export const fleetsSchema = z.object({
  queueFleetAssociations: listOf(z.object({ fleetId: identifier, status: word })),
  nextToken,
});

export const workersSchema = z.object({ workers: listOf(z.object({ status: word })), nextItemOffset: amount });

export const queueLimitsSchema = z.object({
  queueLimitAssociations: listOf(z.object({ limitId: identifier, status: word })),
  nextToken,
});

export const limitsSchema = z.object({
  limits: listOf(z.object({ limitId: identifier, amountRequirementName: identifier })),
  nextToken,
});

export const roleSchema = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() }),
});

export const logEventsSchema = z.object({ events: listOf(z.object({ message: word })), nextForwardToken: nextToken });

/** True for the words of an answer that there is no such job. Others also answer 404: a proxy, a farm that is not there. */
export function saysNoSuchJob(text: string): boolean {
  try {
    const read = z.object({ message: z.string(), resourceType: word }).safeParse(JSON.parse(text));
    return read.success && !/^(?:farm|queue)$/i.test(read.data.resourceType);
  } catch {
    return false;
  }
}
