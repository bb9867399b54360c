import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import * as z from 'zod';
import { ContractServer, type SeenRequest, type ServerAnswer } from '../support/contract-server.ts';

const SCRIPT = new URL('../../../../../integrations/flamenco/compline.js', import.meta.url);

const jobStates = [
  'active',
  'canceled',
  'completed',
  'failed',
  'paused',
  'pause-requested',
  'queued',
  'cancel-requested',
  'requeueing',
  'under-construction',
] as const;
const taskStates = ['active', 'canceled', 'completed', 'failed', 'queued', 'soft-failed', 'paused'] as const;

/** The bodies of the OpenAPI; nothing else may be in them. */
const submittedJob = z.strictObject({
  name: z.string().min(1),
  type: z.string(),
  type_etag: z.string(),
  priority: z.int().min(0).max(100),
  submitter_platform: z.enum(['linux', 'windows', 'darwin']),
  settings: z.record(z.string(), z.unknown()),
  metadata: z.record(z.string(), z.string()),
  worker_tag: z.uuid().optional(),
  initial_status: z.enum(jobStates).optional(),
});
const jobChange = z.strictObject({ status: z.enum(jobStates), reason: z.string().min(1) });
const taskChange = z.strictObject({ status: z.enum(taskStates), reason: z.string().min(1) });
const priorityChange = z.strictObject({ priority: z.int().min(0).max(100) });

export interface ManagerTask {
  readonly id: string;
  readonly name: string;
  readonly command: { readonly name: string; readonly parameters: unknown };
  status: (typeof taskStates)[number];
  updated: string;
  activity: string;
  worker?: { id: string; name: string; address: string };
  log: string;
}

export interface ManagerJob {
  readonly id: string;
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly metadata: Record<string, string>;
  readonly tag: string | undefined;
  readonly created: string;
  readonly tasks: ManagerTask[];
  status: string;
  updated: string;
  priority: number;
}

/** A manager that answers as the OpenAPI of Flamenco 3.8 and its state machine say, and refuses every other request. */
export class FlamencoManager implements AsyncDisposable {
  readonly jobs = new Map<string, ManagerJob>();
  readonly tags = [
    { id: randomUUID(), name: 'gpu' },
    { id: randomUUID(), name: 'cpu' },
  ];
  /** What was asked that the documents do not know. */
  readonly faults: string[] = [];
  version = '3.8';
  /** The job type as it lies in the folder of scripts; undefined where it does not. */
  script: string | undefined = readFileSync(SCRIPT, 'utf8');
  knowsInitialStatus = true;
  #ticks = 0;
  #server: ContractServer | undefined;

  static async begin(): Promise<FlamencoManager> {
    const manager = new FlamencoManager();
    manager.#server = await ContractServer.begin((request) => manager.#answer(request));
    return manager;
  }

  get server(): ContractServer {
    if (this.#server === undefined) throw new Error('not begun');
    return this.#server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  get only(): ManagerJob {
    const [job] = this.jobs.values();
    if (job === undefined) throw new Error('no job');
    return job;
  }

  /** Another moment of the manager's clock. */
  now(): string {
    this.#ticks += 1;
    return new Date(Date.UTC(2026, 0, 1) + this.#ticks * 1_000).toISOString();
  }

  /** A worker has come so far with a task. */
  work(job: ManagerJob, place: number, status: ManagerTask['status'], activity = ''): void {
    const task = job.tasks[place];
    if (task === undefined) throw new Error('no task');
    task.worker = { id: randomUUID(), name: 'render01', address: '10.0.0.1' };
    this.setTask(job, task, status, activity);
  }

  setTask(job: ManagerJob, task: ManagerTask, status: ManagerTask['status'], activity: string): void {
    task.status = status;
    task.activity = activity;
    task.updated = this.now();
    const count = (...states: string[]): number => job.tasks.filter((it) => states.includes(it.status)).length;
    if (status === 'queued' && job.status === 'completed') this.setJob(job, 'requeueing');
    if (status === 'canceled' && count('active', 'queued', 'soft-failed') === 0) this.setJob(job, 'canceled');
    if (status === 'failed' && count('failed') * 10 >= job.tasks.length) this.setJob(job, 'failed');
    if ((status === 'active' || status === 'soft-failed') && job.status !== 'cancel-requested') {
      this.setJob(job, 'active');
    }
    if (status === 'completed' && count('completed') === job.tasks.length) this.setJob(job, 'completed');
    if (job.status === 'pause-requested' && count('active') === 0) this.setJob(job, 'paused');
  }

  setJob(job: ManagerJob, status: string): void {
    const before = job.status;
    if (status === before) return;
    job.status = status;
    job.updated = this.now();
    const move = (from: readonly string[], to: ManagerTask['status']): void => {
      for (const task of job.tasks)
        if (from.includes(task.status)) Object.assign(task, { status: to, updated: this.now() });
    };
    if (status === 'cancel-requested' || status === 'failed') move(['active', 'queued', 'soft-failed'], 'canceled');
    if (status === 'cancel-requested') this.setJob(job, 'canceled');
    if (status === 'pause-requested') {
      move(['queued', 'soft-failed'], 'paused');
      if (!job.tasks.some((task) => task.status === 'active')) this.setJob(job, 'paused');
    }
    if (status === 'requeueing') {
      move(before === 'completed' ? [...taskStates] : ['canceled', 'failed', 'paused', 'soft-failed'], 'queued');
      this.setJob(job, 'queued');
    }
    if (status === 'queued' && job.tasks.every((task) => task.status === 'completed')) this.setJob(job, 'completed');
  }

  #answer(request: SeenRequest): ServerAnswer {
    try {
      return this.#route(request);
    } catch (error) {
      this.faults.push(`${request.method} ${request.path}: ${String(error)}`);
      return { status: 400, json: { code: 400, message: `against the documents: ${String(error)}` } };
    }
  }

  #route({ method, path, query, body }: SeenRequest): ServerAnswer {
    if (query.size > 0) throw new Error('no query is documented');
    const [, id = '', what] = /^\/api\/v3\/(?:jobs|tasks)\/([0-9a-f-]{36})(?:\/(.*))?$/.exec(path) ?? [];
    const asked = `${method} ${id === '' ? path : path.replace(id, 'ID')}`;
    switch (asked) {
      case 'GET /api/v3/version':
        return { json: { version: this.version, shortversion: this.version, name: 'Farm', git: 'v' } };
      case 'GET /api/v3/worker-mgt/tags':
        return { json: { tags: this.tags } };
      case 'GET /api/v3/worker-mgt/workers':
        return { json: { workers: ['awake', 'asleep', 'error'].map((status) => ({ id: randomUUID(), status })) } };
      case 'GET /api/v3/jobs/types':
        return { json: { job_types: this.script === undefined ? [] : [this.#type(this.script)] } };
      case 'GET /api/v3/jobs':
        return { json: { jobs: [...this.jobs.values()].map((job) => this.#jobJson(job)) } };
      case 'POST /api/v3/jobs/check':
        this.#compile(submittedJob.parse(body));
        return { status: 204 };
      case 'POST /api/v3/jobs': {
        const job = this.#compile(submittedJob.parse(body));
        this.jobs.set(job.id, job);
        return { json: this.#jobJson(job) };
      }
    }
    if (path.startsWith('/job-files/')) {
      const task = this.#tasks().find(({ task }) => path === `/job-files/task-${task.id}.txt`);
      return { text: task?.task.log ?? '' };
    }
    return path.startsWith('/api/v3/tasks/') ? this.#task(id, method, what, body) : this.#job(id, method, what, body);
  }

  #job(id: string, method: string, what: string | undefined, body: unknown): ServerAnswer {
    const job = this.jobs.get(id);
    if (job === undefined) {
      if (what === 'tasks') return { json: { tasks: [] } };
      return { status: 404, json: { code: 404, message: 'no such job' } };
    }
    switch (`${method} ${what ?? ''}`) {
      case 'GET ':
        return { json: this.#jobJson(job) };
      case 'GET tasks':
        return { json: { tasks: job.tasks.map((task, at) => taskJson(task, at)) } };
      case 'POST setstatus':
        this.setJob(job, jobChange.parse(body).status);
        return { status: 204 };
      case 'POST setpriority':
        job.priority = priorityChange.parse(body).priority;
        return { status: 204 };
    }
    throw new Error('no such path');
  }

  #task(id: string, method: string, what: string | undefined, body: unknown): ServerAnswer {
    const found = this.#tasks().find(({ task }) => task.id === id);
    if (found === undefined) return { status: 404, json: { code: 404, message: 'no such task' } };
    const { job, task } = found;
    switch (`${method} ${what ?? ''}`) {
      case 'GET ':
        return { json: { ...taskJson(task, 0), activity: task.activity, commands: [task.command], job_id: job.id } };
      case 'GET log':
        if (task.log === '') return { status: 204 };
        return { json: { task_id: id, job_id: job.id, url: `/job-files/task-${id}.txt`, size: task.log.length } };
      case 'GET logtail':
        return { text: task.log.slice(-2_048) };
      case 'POST setstatus': {
        const { status, reason } = taskChange.parse(body);
        this.setTask(job, task, status, reason);
        return { status: 204 };
      }
    }
    throw new Error('no such path');
  }

  #tasks(): { job: ManagerJob; task: ManagerTask }[] {
    return [...this.jobs.values()].flatMap((job) => job.tasks.map((task) => ({ job, task })));
  }

  #jobJson({ tasks: _, tag, ...job }: ManagerJob): unknown {
    const worker_tag = this.tags.find(({ id }) => id === tag);
    return { ...job, activity: '', type: 'compline', submitter_platform: '', ...(worker_tag && { worker_tag }) };
  }

  /** Runs the real script, as the manager does. */
  #compile(job: z.output<typeof submittedJob>): ManagerJob {
    if (this.script === undefined || job.type !== 'compline') throw new Error('job type unknown');
    if (job.type_etag !== this.#type(this.script).etag) throw new Error('etag does not match');
    if (job.worker_tag !== undefined && !this.tags.some(({ id }) => id === job.worker_tag))
      throw new Error('no such tag');
    const settings = { ...job.settings };
    const tasks: ManagerTask[] = [];
    const context = vm.createContext({
      author: {
        Task: (name: string, type: string) => {
          if (type !== 'misc') throw new Error('no worker does that by default');
          const commands: ManagerTask['command'][] = [];
          return { name, commands, addCommand: (command: ManagerTask['command']) => commands.push(command) };
        },
        Command: (name: string, parameters: unknown) => ({ name, parameters: structuredClone(parameters) }),
      },
      job: {
        settings,
        addTask: ({ name, commands }: { name: string; commands: ManagerTask['command'][] }) => {
          const [command] = commands;
          if (command === undefined || commands.length !== 1) throw new Error('one command');
          const status = 'queued';
          tasks.push({ id: randomUUID(), name, command, status, updated: this.now(), activity: '', log: '' });
        },
      },
    });
    vm.runInContext(`${this.script}\ncompileJob(job)`, context);
    const { name, metadata, priority, worker_tag: tag, initial_status } = job;
    const status = (this.knowsInitialStatus ? initial_status : undefined) ?? 'queued';
    const created = this.now();
    return { id: randomUUID(), name, settings, metadata, tag, created, updated: created, tasks, status, priority };
  }

  #type(script: string): { name: string; label: string; settings: unknown; etag: string } {
    const context = vm.createContext({});
    vm.runInContext(script, context);
    const { JOB_TYPE } = z
      .object({ JOB_TYPE: z.object({ label: z.string(), settings: z.array(z.unknown()) }) })
      .parse(context);
    return { name: 'compline', ...JOB_TYPE, etag: `etag of ${script.length}` };
  }
}

function taskJson({ id, name, status, updated, worker }: ManagerTask, at: number): Record<string, unknown> {
  // A task that no worker had has a worker without a name (`taskSummaryDBtoAPI`).
  const none = { id: '', name: '', address: '' };
  return { id, name, status, updated, index_in_job: at + 1, priority: 50, task_type: 'misc', worker: worker ?? none };
}
