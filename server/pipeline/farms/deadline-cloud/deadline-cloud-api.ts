import * as z from 'zod';

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

/** The next page of a list; empty for the first. */
export function pageQuery(token: string | undefined, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...more, maxResults: '100', ...(token !== undefined && { nextToken: token }) });
  return `?${query}`;
}

const nextToken = z.string().nullish();

export const createdSchema = z.object({ jobId: z.string() });

export const jobSchema = z.object({
  jobId: z.string(),
  lifecycleStatus: z.string(),
  lifecycleStatusMessage: z.string(),
  createdAt: z.string(),
  updatedAt: z.string().nullish(),
  taskRunStatus: z.string().nullish(),
  taskRunStatusCounts: z.record(z.string(), z.number()).nullish(),
  taskFailureRetryCount: z.number().nullish(),
});
export type CloudJob = z.output<typeof jobSchema>;

export const batchJobsSchema = z.object({
  jobs: z.array(jobSchema),
  errors: z.array(z.object({ jobId: z.string(), code: z.string() })),
});

/** The value of a parameter is a text, or a list of them, under the name of its type. */
const parametersSchema = z.record(z.string(), z.record(z.string(), z.unknown())).nullish();

export const foundJobsSchema = z.object({
  jobs: z.array(z.object({ jobId: z.string(), createdAt: z.string(), jobParameters: parametersSchema })),
  nextItemOffset: z.number().nullish(),
});

export const stepsSchema = z.object({ steps: z.array(z.object({ stepId: z.string() })), nextToken });

export const taskSchema = z.object({
  taskId: z.string(),
  runStatus: z.string(),
  startedAt: z.string().nullish(),
  endedAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  latestSessionActionId: z.string().nullish(),
  parameters: parametersSchema,
});
export type CloudTask = z.output<typeof taskSchema>;

export const tasksSchema = z.object({ tasks: z.array(taskSchema), nextToken });

export const actionSchema = z.object({
  sessionId: z.string(),
  status: z.string(),
  startedAt: z.string().nullish(),
  endedAt: z.string().nullish(),
  processExitCode: z.number().nullish(),
  progressMessage: z.string().nullish(),
});

export const sessionSchema = z.object({
  workerId: z.string(),
  hostProperties: z.object({ hostName: z.string().nullish() }).nullish(),
  log: z.object({ logDriver: z.string(), options: z.record(z.string(), z.string()).nullish() }),
});

export const queueSchema = z.object({
  displayName: z.string(),
  status: z.string(),
  blockedReason: z.string().nullish(),
});

export const fleetsSchema = z.object({
  queueFleetAssociations: z.array(z.object({ fleetId: z.string(), status: z.string() })),
  nextToken,
});

export const workersSchema = z.object({
  workers: z.array(z.object({ status: z.string() })),
  nextItemOffset: z.number().nullish(),
});

export const queueLimitsSchema = z.object({
  queueLimitAssociations: z.array(z.object({ limitId: z.string(), status: z.string() })),
  nextToken,
});

export const limitsSchema = z.object({
  limits: z.array(z.object({ limitId: z.string(), amountRequirementName: z.string() })),
  nextToken,
});

export const roleSchema = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() }),
});

export const logEventsSchema = z.object({
  events: z.array(z.object({ message: z.string() })),
  nextForwardToken: z.string().nullish(),
});

/** The words of an answer that is an error: `{"message":"…"}`. */
export function saidIn(text: string): string | undefined {
  try {
    const read = z
      .union([z.object({ message: z.string() }), z.object({ Message: z.string() })])
      .safeParse(JSON.parse(text));
    if (!read.success) return undefined;
    return 'message' in read.data ? read.data.message : read.data.Message;
  } catch {
    return undefined;
  }
}
