import aws4 from 'aws4';
import * as z from 'zod';
import { ContractServer, type SeenRequest, type ServerAnswer } from '../support/contract-server.ts';

export const FARM = `farm-${'a'.repeat(32)}`;
export const QUEUE = `queue-${'b'.repeat(32)}`;
export const CREDENTIALS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

const API = `/2023-10-12/farms/${FARM}`;
const runStates = [
  'PENDING',
  'READY',
  'ASSIGNED',
  'STARTING',
  'SCHEDULED',
  'INTERRUPTING',
  'RUNNING',
  'SUSPENDED',
  'CANCELED',
  'FAILED',
  'SUCCEEDED',
  'NOT_COMPATIBLE',
] as const;
export type RunState = (typeof runStates)[number];
const targets = z.enum(['READY', 'FAILED', 'SUCCEEDED', 'CANCELED', 'SUSPENDED', 'PENDING']);

/** The bodies of the service model of 2023-10-12; nothing else may be in them. */
const createJob = z.strictObject({
  template: z.string().min(1).max(1_000_000),
  templateType: z.literal('JSON'),
  priority: z.int().min(0).max(100),
  parameters: z.record(z.string().min(1).max(1_024), z.strictObject({ string: z.string().max(1_024) })),
  targetTaskRunStatus: z.enum(['READY', 'SUSPENDED']),
  maxRetriesPerTask: z.int().min(0).max(2_147_483_647),
  maxFailedTasksCount: z.int().min(0).max(2_147_483_647),
  storageProfileId: z
    .string()
    .regex(/^sp-[0-9a-f]{32}$/)
    .optional(),
});
const updateJob = z.strictObject({
  targetTaskRunStatus: targets.optional(),
  priority: z.int().min(0).max(100).optional(),
});
const updateTask = z.strictObject({ targetRunStatus: targets });
const page = { itemOffset: z.int().min(0).max(10_000), pageSize: z.int().min(1).max(100) };
const searchJobs = z.strictObject({
  ...page,
  queueIds: z.tuple([z.literal(QUEUE)]),
  filterExpressions: z.strictObject({
    operator: z.enum(['AND', 'OR']),
    filters: z.tuple([
      z.strictObject({
        parameterFilter: z.strictObject({ name: z.string(), operator: z.literal('EQUAL'), value: z.string().max(256) }),
      }),
    ]),
  }),
});
const searchWorkers = z.strictObject({
  ...page,
  fleetIds: z
    .array(z.string().regex(/^fleet-/))
    .min(1)
    .max(10),
});
const batchGetJob = z.strictObject({
  identifiers: z
    .array(
      z.strictObject({
        farmId: z.literal(FARM),
        queueId: z.literal(QUEUE),
        jobId: z.string().regex(/^job-[0-9a-f]{32}$/),
      }),
    )
    .min(1)
    .max(100),
});
const getLogEvents = z.strictObject({
  logGroupName: z.string().regex(/^[.\-_/#A-Za-z0-9]+$/),
  logStreamName: z.string().regex(/^[^:*]*$/),
  startFromHead: z.literal(true),
  startTime: z.int().min(0),
  endTime: z.int().min(0).optional(),
  nextToken: z.string().optional(),
});
/** As much of a template as the service needs to count its tasks. */
const template = z.object({
  parameterDefinitions: z.array(z.object({ name: z.string() })),
  steps: z.tuple([
    z.object({
      parameterSpace: z.object({
        taskParameterDefinitions: z.array(
          z.object({ name: z.string(), range: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]) }),
        ),
      }),
    }),
  ]),
});

export interface ServiceTask {
  readonly taskId: string;
  readonly parameters: Record<string, { int: string }>;
  runStatus: RunState;
  failureRetryCount: number;
  startedAt?: string;
  endedAt?: string;
  latestSessionActionId?: string;
}

export interface ServiceJob {
  readonly jobId: string;
  readonly stepId: string;
  readonly token: string;
  readonly template: unknown;
  readonly body: z.output<typeof createJob>;
  readonly createdAt: string;
  readonly tasks: ServiceTask[];
  lifecycleStatus: string;
  lifecycleStatusMessage: string;
  priority: number;
  updatedAt: string;
}

/** A service that answers as the service model says, and refuses every other request. */
export class CloudService implements AsyncDisposable {
  readonly jobs = new Map<string, ServiceJob>();
  /** What was asked that the documents do not know. */
  readonly faults: string[] = [];
  readonly actions = new Map<string, { exitCode?: number; message?: string; endedAt?: string }>();
  /** Who asks for them is not allowed to: names of questions. */
  readonly forbidden = new Set<'batch' | 'limits' | 'fleets' | 'sessions' | 'logs'>();
  now = Date.UTC(2026, 0, 2, 3, 4, 5);
  logPages = 2;
  /** The token of a session that the requests are signed with. */
  sessionToken: string | undefined;
  #ids = 0;
  #server: ContractServer | undefined;

  static async begin(): Promise<CloudService> {
    const service = new CloudService();
    service.#server = await ContractServer.begin((request) => service.#answer(request));
    return service;
  }

  get server(): ContractServer {
    if (this.#server === undefined) throw new Error('not begun');
    return this.#server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  get only(): ServiceJob {
    const [job] = this.jobs.values();
    if (job === undefined) throw new Error('no job');
    return job;
  }

  id(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids.toString(16).padStart(32, '0')}`;
  }

  /** A worker has come so far with a task. */
  work(job: ServiceJob, at: number, runStatus: RunState, end: { exitCode?: number; message?: string } = {}): void {
    const task = job.tasks[at];
    if (task === undefined) throw new Error('no task');
    const action = `sessionaction-${this.id('x').slice(2)}-0`;
    const time = new Date(this.now).toISOString();
    Object.assign(task, { runStatus, startedAt: task.startedAt ?? time, latestSessionActionId: action });
    if (['SUCCEEDED', 'FAILED', 'CANCELED'].includes(runStatus)) task.endedAt = time;
    this.actions.set(action, { ...end, ...(task.endedAt !== undefined && { endedAt: task.endedAt }) });
  }

  #answer(request: SeenRequest): ServerAnswer {
    try {
      this.#checkSignature(request);
      return this.#route(request);
    } catch (error) {
      this.faults.push(`${request.method} ${request.path}: ${String(error)}`);
      return { status: 400, json: { message: `against the documents: ${String(error)}` } };
    }
  }

  /** Signs what came and compares. */
  #checkSignature({ method, path, query, headers, body }: SeenRequest): void {
    const given = String(headers.authorization);
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? [];
    for (const name of Object.keys(headers)) {
      if (name.startsWith('x-amz-') && !names.includes(name)) throw new Error(`${name} is not signed`);
    }
    if (!names.includes('host')) throw new Error('host is not signed');
    const service = headers['x-amz-target'] === undefined ? 'deadline' : 'logs';
    const role = path === '/' && this.forbidden.has('logs');
    const text = query.size === 0 ? '' : `?${query}`;
    const { headers: expected } = aws4.sign(
      {
        method,
        host: String(headers.host),
        path: `${path}${text}`,
        service,
        region: 'eu-central-1',
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: Object.fromEntries(
          names.filter((it) => it !== 'x-amz-security-token').map((name) => [name, headers[name]]),
        ),
      },
      role && headers['x-amz-security-token'] === 'lent'
        ? { accessKeyId: 'LENT', secretAccessKey: 'lent', sessionToken: 'lent' }
        : { ...CREDENTIALS, ...(this.sessionToken !== undefined && { sessionToken: this.sessionToken }) },
    );
    if (expected?.Authorization !== given)
      throw new Error(`signed ${given}, and not ${String(expected?.Authorization)}`);
    if (headers['x-amz-date'] !== '20260102T030405Z') throw new Error('another time');
  }

  #route({ method, path, query, headers, body }: SeenRequest): ServerAnswer {
    const asked = `${method} ${path.replace(API, '')}`;
    const no = (what: 'batch' | 'limits' | 'fleets' | 'sessions' | 'logs'): boolean => this.forbidden.has(what);
    const denied: ServerAnswer = { status: 403, json: { message: 'not authorized' } };
    switch (asked) {
      case 'POST /':
        if (headers['x-amz-target'] !== 'Logs_20140328.GetLogEvents') throw new Error('no such target');
        if (headers['content-type'] !== 'application/x-amz-json-1.1') throw new Error('another content type');
        if (no('logs') && headers['x-amz-security-token'] !== 'lent')
          return { status: 400, json: { message: 'denied' } };
        return this.#logEvents(getLogEvents.parse(body));
      case 'POST /2023-10-12/batch-get-job':
        return no('batch') ? denied : this.#batch(batchGetJob.parse(body));
      case `GET /queues/${QUEUE}`:
        return {
          json: { farmId: FARM, queueId: QUEUE, displayName: 'Main', status: 'IDLE', defaultBudgetAction: 'NONE' },
        };
      case `GET /queues/${QUEUE}/read-roles`:
        return {
          json: { credentials: { accessKeyId: 'LENT', secretAccessKey: 'lent', sessionToken: 'lent', expiration: '' } },
        };
      case 'GET /queue-limit-associations':
        listQuery(query, true);
        if (no('limits')) return denied;
        return {
          json: {
            queueLimitAssociations: [
              { queueId: QUEUE, limitId: 'limit-1', status: 'ACTIVE' },
              { queueId: QUEUE, limitId: 'limit-2', status: 'STOPPED' },
            ],
          },
        };
      case 'GET /limits': {
        const token = listQuery(query, false);
        const limit = token === undefined ? ['limit-2', 'amount.old'] : ['limit-1', 'amount.nuke'];
        const limits = [{ limitId: limit[0], amountRequirementName: limit[1] }];
        return { json: { limits, ...(token === undefined && { nextToken: 'more+/=' }) } };
      }
      case 'GET /queue-fleet-associations':
        listQuery(query, true);
        if (no('fleets')) return denied;
        return { json: { queueFleetAssociations: [{ fleetId: `fleet-${'d'.repeat(32)}`, status: 'ACTIVE' }] } };
      case 'POST /search/workers': {
        const { itemOffset } = searchWorkers.parse(body);
        const workers = ['IDLE', 'RUNNING', 'STOPPED'].map((status) => ({ status }));
        return { json: { workers, totalResults: 6, ...(itemOffset === 0 && { nextItemOffset: 3 }) } };
      }
      case 'POST /search/jobs':
        return this.#search(searchJobs.parse(body));
      case `POST /queues/${QUEUE}/jobs`:
        return { status: 200, json: { jobId: this.#create(createJob.parse(body), headers['x-amz-client-token']) } };
    }
    const [, id = '', rest = ''] =
      /^\/queues\/[^/]+\/jobs\/(job-[0-9a-f]{32})(\/.*)?$/.exec(path.replace(API, '')) ?? [];
    const job = this.jobs.get(id);
    if (id === '') throw new Error('no such path');
    if (job === undefined) return { status: 404, json: { message: 'no such job' } };
    return this.#job(job, method, rest, query, body);
  }

  #job(job: ServiceJob, method: string, rest: string, query: URLSearchParams, body: unknown): ServerAnswer {
    const tasks = `/steps/${job.stepId}/tasks`;
    if (method === 'GET' && rest === '') return { json: jobJson(job) };
    if (method === 'PATCH' && rest === '') {
      const { targetTaskRunStatus, priority } = updateJob.parse(body);
      if (priority !== undefined) job.priority = priority;
      if (targetTaskRunStatus !== undefined) this.#target(job, job.tasks, targetTaskRunStatus, false);
      return { json: {} };
    }
    if (method === 'GET' && rest === '/steps') {
      listQuery(query, false);
      return { json: { steps: [{ stepId: job.stepId, name: 'main' }] } };
    }
    if (method === 'GET' && rest === tasks) {
      const from = Number(listQuery(query, false) ?? '0');
      const some = job.tasks.slice(from, from + 100);
      const isLast = from + 100 >= job.tasks.length;
      return { json: { tasks: some.map((task) => ({ ...task })), ...(!isLast && { nextToken: String(from + 100) }) } };
    }
    const task = job.tasks.find(({ taskId }) => rest === `${tasks}/${taskId}`);
    if (method === 'PATCH' && task !== undefined) {
      this.#target(job, [task], updateTask.parse(body).targetRunStatus, true);
      return { json: {} };
    }
    const denied: ServerAnswer = { status: 403, json: { message: 'not authorized' } };
    const action = this.actions.get(/^\/session-actions\/(.+)$/.exec(rest)?.[1] ?? '');
    const sessionId = /^\/session-actions\/sessionaction-([0-9a-f]+)-/.exec(rest)?.[1];
    if (method === 'GET' && action !== undefined) {
      if (this.forbidden.has('sessions')) return denied;
      const { exitCode: processExitCode, message: progressMessage, endedAt } = action;
      const startedAt = new Date(this.now - 60_000).toISOString();
      return {
        json: {
          sessionId: `session-${sessionId}`,
          status: 'SUCCEEDED',
          startedAt,
          endedAt,
          processExitCode,
          progressMessage,
        },
      };
    }
    const session = /^\/sessions\/(session-[0-9a-f]{32})$/.exec(rest)?.[1];
    if (method === 'GET' && session !== undefined) {
      if (this.forbidden.has('sessions')) return denied;
      const options = { logGroupName: `/aws/deadline/${FARM}/${QUEUE}`, logStreamName: session };
      return {
        json: {
          workerId: 'worker-1',
          hostProperties: { hostName: 'render01' },
          log: { logDriver: 'awslogs', options },
        },
      };
    }
    throw new Error('no such path');
  }

  #target(job: ServiceJob, tasks: readonly ServiceTask[], target: z.output<typeof targets>, isTask: boolean): void {
    const ended = ['SUCCEEDED', 'FAILED', 'CANCELED'];
    for (const task of tasks) {
      const isOver = ended.includes(task.runStatus);
      if (target === 'CANCELED' || target === 'SUSPENDED') {
        if (!isOver) task.runStatus = target;
        continue;
      }
      // Said of a job it also begins again what has ended.
      if (isTask && target === 'READY' && isOver) continue;
      task.runStatus = 'READY';
    }
    this.#ids += 1;
    job.updatedAt = new Date(this.now + this.#ids).toISOString();
  }

  #create(body: z.output<typeof createJob>, token: string | string[] | undefined): string {
    if (typeof token !== 'string' || token.length > 64 || token.length < 1) throw new Error('no client token');
    const known = [...this.jobs.values()].find((job) => job.token === token);
    if (known !== undefined) return known.jobId;
    const text: unknown = JSON.parse(body.template);
    const { parameterDefinitions, steps } = template.parse(text);
    const names = parameterDefinitions.map(({ name }) => name);
    for (const name of Object.keys(body.parameters)) if (!names.includes(name)) throw new Error(`no parameter ${name}`);
    const chunk = steps[0].parameterSpace.taskParameterDefinitions.find(({ name }) => name === 'Chunk')?.range;
    const [first = 0, last = first] = String(chunk).split('-').map(Number);
    const jobId = this.id('job');
    const taskId = this.id('task');
    const createdAt = new Date(this.now + this.#ids * 1_000).toISOString();
    this.jobs.set(jobId, {
      jobId,
      stepId: this.id('step'),
      token,
      template: text,
      body,
      createdAt,
      tasks: Array.from({ length: last - first + 1 }, (_, at) => ({
        taskId: `${taskId}-${at}`,
        parameters: { Chunk: { int: String(first + at) } },
        runStatus: body.targetTaskRunStatus,
        failureRetryCount: 0,
      })),
      lifecycleStatus: 'CREATE_COMPLETE',
      lifecycleStatusMessage: '',
      priority: body.priority,
      updatedAt: createdAt,
    });
    return jobId;
  }

  #batch({ identifiers }: z.output<typeof batchGetJob>): ServerAnswer {
    const jobs: unknown[] = [];
    const errors: unknown[] = [];
    for (const { jobId } of identifiers) {
      const job = this.jobs.get(jobId);
      if (job !== undefined) jobs.push(jobJson(job));
      else errors.push({ farmId: FARM, queueId: QUEUE, jobId, code: 'ResourceNotFoundException', message: '' });
    }
    return { json: { jobs, errors } };
  }

  #search({ filterExpressions, itemOffset, pageSize }: z.output<typeof searchJobs>): ServerAnswer {
    const [{ parameterFilter }] = filterExpressions.filters;
    const found = [...this.jobs.values()]
      .filter(({ body }) => body.parameters[parameterFilter.name]?.string === parameterFilter.value)
      .reverse();
    const some = found.slice(itemOffset, itemOffset + pageSize);
    const next = itemOffset + pageSize;
    return {
      json: {
        jobs: some.map((job) => ({ jobId: job.jobId, createdAt: job.createdAt, jobParameters: job.body.parameters })),
        totalResults: found.length,
        ...(next < found.length && { nextItemOffset: next }),
      },
    };
  }

  #logEvents({ nextToken, logStreamName }: z.output<typeof getLogEvents>): ServerAnswer {
    const at = Number(nextToken ?? '0');
    const isOver = at >= this.logPages;
    const events = isOver
      ? []
      : [{ message: `${logStreamName.slice(0, 7)} line ${at} 😀\n`, timestamp: 0, ingestionTime: 0 }];
    return { json: { events, nextForwardToken: String(isOver ? at : at + 1), nextBackwardToken: '' } };
  }
}

/** Checks the query of a list, and answers its token. */
function listQuery(query: URLSearchParams, isOfQueue: boolean): string | undefined {
  for (const name of query.keys())
    if (!['maxResults', 'nextToken', 'queueId'].includes(name)) throw new Error(`${name}?`);
  if (query.get('maxResults') !== '100') throw new Error('maxResults');
  if (isOfQueue !== (query.get('queueId') === QUEUE)) throw new Error('queueId');
  return query.get('nextToken') ?? undefined;
}

function jobJson(job: ServiceJob): unknown {
  const counts: Record<string, number> = {};
  for (const { runStatus } of job.tasks) counts[runStatus] = (counts[runStatus] ?? 0) + 1;
  const { jobId, lifecycleStatus, lifecycleStatusMessage, priority, createdAt, updatedAt } = job;
  const whole = Object.entries(counts).find(([, count]) => count === job.tasks.length)?.[0] ?? 'RUNNING';
  return {
    jobId,
    name: 'x',
    lifecycleStatus,
    lifecycleStatusMessage,
    priority,
    createdAt,
    createdBy: 'ada',
    updatedAt,
    taskRunStatus: whole,
    taskRunStatusCounts: counts,
    taskFailureRetryCount: job.tasks.reduce((sum, task) => sum + task.failureRetryCount, 0),
  };
}
