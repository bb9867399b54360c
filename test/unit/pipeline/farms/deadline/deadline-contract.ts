import * as z from 'zod';
import { deadlineDialect } from '../../../../../server/formats/frames/dialects/deadline.ts';
import type { SeenRequest, ServerAnswer } from '../support/contract-server.ts';

interface Task {
  readonly TaskID: number;
  readonly Frames: string;
  Stat: number;
  Slave: string;
  Errs: number;
  StartRen: string;
  Comp: string;
}
interface Report {
  readonly task: number;
  readonly Date: string;
  readonly text: string;
}
export interface DeadlineContractJob {
  readonly _id: string;
  readonly info: Readonly<Record<string, string>>;
  readonly plugin: Readonly<Record<string, string>>;
  readonly tasks: Task[];
  readonly reports: Report[];
  stat: number;
  priority: number;
}

const QUEUED = 2;
const SUSPENDED = 3;
const RENDERING = 4;
const COMPLETED = 5;
const FAILED = 6;
const NO_TIME = '0001-01-01T00:00:00Z';

/** The keys of the manual's page on manual submission that are used, and of the CommandLine plug-in's. */
const JOB_INFO =
  /^(?:Plugin|Name|BatchName|Comment|UserName|Frames|ChunkSize|Priority|InitialStatus|Pool|Group|LimitGroups|TaskTimeoutSeconds|OnTaskTimeout|OverrideTaskFailureDetection|FailureDetectionTaskErrors|OverrideJobFailureDetection|FailureDetectionJobErrors|EnvironmentKeyValue\d+|ExtraInfoKeyValue\d+|OutputDirectory\d+|OutputFilename\d+)$/;
const submission = z.strictObject({
  JobInfo: z.record(z.string().regex(JOB_INFO), z.string().regex(/^\P{Cc}*$/u)),
  PluginInfo: z.strictObject({
    Executable: z.string().min(1),
    Arguments: z.string(),
    StartupDirectory: z.string(),
    ShellExecute: z.literal('False'),
    Shell: z.literal('default'),
    SingleFramesOnly: z.literal('False'),
  }),
  AuxFiles: z.array(z.string()).max(0),
});
const jobCommand = z.discriminatedUnion('Command', [
  z.strictObject({ Command: z.enum(['suspendnonrendering', 'resume', 'fail']), JobID: z.string() }),
  z.strictObject({
    Command: z.literal('save'),
    Job: z.looseObject({
      _id: z.string(),
      ConcurrencyToken: z.null(),
      Props: z.looseObject({ Pri: z.int(), PlugInfo: z.looseObject({}) }),
    }),
  }),
]);
const taskCommand = z.strictObject({
  Command: z.enum(['requeue', 'fail', 'resumefailed', 'resume']),
  JobID: z.string(),
  TaskList: z.array(z.int()).min(1),
});

/**
 * Deadline's Web Service as its manual says and its clients expect: what is asked is told as JSON, what is done as a text.
 * Refuses what these do not know.
 */
export class DeadlineContract {
  readonly jobs: DeadlineContractJob[] = [];
  #count = 0;
  clock = Date.parse('2026-11-20T10:00:00Z');
  credential: string | undefined;
  pools = ['none', 'comp'];
  groups = ['none', 'linux'];
  limits = ['nuke', 'fusion'];
  workers = [1, 2, 3, 4, 8, 0];
  /** What a submission ends with instead, as a fault of its own. */
  submitFault: string | undefined;
  /** Whether the job is made before that. */
  faultAfter = false;
  /** Whether a single job is told without a list. */
  tellsOne = false;
  /** What commands are answered with instead of success. */
  said = 'Success';
  /** What was wrong with requests: tests end with none. */
  readonly wrong: string[] = [];

  readonly answer = (request: SeenRequest): ServerAnswer => {
    try {
      return this.#answer(request);
    } catch (error) {
      this.wrong.push(String(error));
      return { status: 400, text: `Bad Request: ${error}` };
    }
  };

  /** A worker has begun a task, or what it did ended so. */
  run(job: DeadlineContractJob, id: number, stat: number): void {
    const task = job.tasks[id];
    if (task === undefined) throw new Error(`no task ${id}`);
    this.clock += 10_000;
    const now = new Date(this.clock).toISOString();
    if (stat === RENDERING) Object.assign(task, { Slave: 'r1', StartRen: now, Comp: NO_TIME });
    else if (task.Stat === RENDERING) {
      task.Comp = now;
      if (stat !== COMPLETED) task.Errs += 1;
      job.reports.push({ task: id, Date: now, text: `${stat === COMPLETED ? 'done' : 'failed'} at ${now}` });
    }
    task.Stat = stat;
    if (job.tasks.every((it) => it.Stat === COMPLETED)) job.stat = 3;
  }

  /** A job of somebody else. */
  other(): void {
    this.#made({ Name: 'other', Priority: '50' }, {}, []);
  }

  #answer({ method, path, headers, query, body }: SeenRequest): ServerAnswer {
    if (this.credential !== undefined) {
      const right = `Basic ${Buffer.from(this.credential).toString('base64')}`;
      if (headers.authorization !== right) return { status: 401, text: 'Authentication failed' };
    } else if (headers.authorization !== undefined) throw new Error('a credential that nobody asked for');
    const asked = Object.fromEntries(query);
    const given = (schema: z.ZodRawShape) => z.strictObject(schema).parse(asked) as Record<string, string>;
    switch (`${method} ${path}`) {
      case 'GET /api/pools':
        given({});
        return { json: this.pools };
      case 'GET /api/groups':
        given({});
        return { json: this.groups };
      case 'GET /api/limitgroups':
        given({ NamesOnly: z.literal('true') });
        return { json: this.limits };
      case 'GET /api/slaves':
        given({ Data: z.literal('infosettings') });
        return { json: this.workers.map((Stat, index) => ({ Info: { _id: `r${index}`, Stat }, Settings: {} })) };
      case 'GET /api/jobs':
        return this.#list(asked);
      case 'GET /api/tasks': {
        const { JobID = '' } = given({ JobID: z.string() });
        return this.#of(JobID, ({ _id, tasks }) => ({
          json: {
            ID: _id,
            PreTask: null,
            PostTask: null,
            Tasks: tasks.map((task) => ({ JobID: _id, ...task, Prog: '0 %' })),
          },
        }));
      }
      case 'GET /api/taskreports':
        return this.#reports(
          z
            .strictObject({
              JobID: z.string(),
              TaskID: z.string().regex(/^\d+$/),
              Data: z.enum(['all', 'allcontents']),
            })
            .parse(asked),
        );
      case 'POST /api/jobs':
        given({});
        return this.#submit(submission.parse(body));
      case 'PUT /api/jobs':
        given({});
        return this.#command(jobCommand.parse(body));
      case 'PUT /api/tasks':
        given({});
        return this.#commandTasks(taskCommand.parse(body));
      default:
        throw new Error(`no such request: ${method} ${path}`);
    }
  }

  #list(query: Readonly<Record<string, string>>): ServerAnswer {
    if (query.IdOnly !== undefined) {
      z.strictObject({ IdOnly: z.literal('true') }).parse(query);
      // In no order.
      return { json: this.jobs.map(({ _id }) => _id).reverse() };
    }
    const { JobID } = z.strictObject({ JobID: z.string() }).parse(query);
    const ids = JobID.split(',');
    if (ids.length > 100) throw new Error('an address that is too long');
    const asked = new Set(ids);
    const found = this.jobs.filter(({ _id }) => asked.has(_id)).map(jobMessage);
    return { json: this.tellsOne && ids.length === 1 && found.length === 1 ? found[0] : found };
  }

  #submit({ JobInfo, PluginInfo }: z.output<typeof submission>): ServerAnswer {
    if (this.submitFault !== undefined && !this.faultAfter) return { status: 500, text: this.submitFault };
    if (JobInfo.Plugin !== 'CommandLine') throw new Error('another plug-in');
    const { frames } = deadlineDialect.parse(JobInfo.Frames ?? '');
    if (frames === undefined) throw new Error('no frames');
    const numbers = [...frames];
    const size = Number(JobInfo.ChunkSize);
    const tasks = Array.from({ length: Math.ceil(numbers.length / size) }, (_, id): Task => {
      const some = numbers.slice(id * size, (id + 1) * size);
      return {
        TaskID: id,
        Frames: `${some[0]}-${some.at(-1)}`,
        Stat: JobInfo.InitialStatus === 'Suspended' ? SUSPENDED : QUEUED,
        Slave: '',
        Errs: 0,
        StartRen: NO_TIME,
        Comp: NO_TIME,
      };
    });
    const job = this.#made(JobInfo, PluginInfo, tasks);
    return this.submitFault === undefined ? { json: jobMessage(job) } : { status: 500, text: this.submitFault };
  }

  #made(info: Record<string, string>, plugin: Record<string, string>, tasks: Task[]): DeadlineContractJob {
    const made: DeadlineContractJob = {
      _id: `${Math.floor(this.clock / 1_000).toString(16)}${(this.#count++).toString(16).padStart(16, '0')}`,
      info,
      plugin,
      tasks,
      reports: [],
      stat: info.InitialStatus === 'Suspended' ? 2 : 1,
      priority: Number(info.Priority),
    };
    this.jobs.push(made);
    return made;
  }

  #command(command: z.output<typeof jobCommand>): ServerAnswer {
    if (command.Command === 'save') {
      return this.#changes(command.Job._id, (job) => {
        job.priority = command.Job.Props.Pri;
      });
    }
    return this.#changes(command.JobID, (job) => {
      for (const task of job.tasks) {
        if (command.Command === 'suspendnonrendering' && task.Stat === QUEUED) task.Stat = SUSPENDED;
        if (command.Command === 'resume' && task.Stat === SUSPENDED) task.Stat = QUEUED;
        if (command.Command === 'fail' && task.Stat !== COMPLETED) task.Stat = FAILED;
      }
      if (command.Command === 'fail') job.stat = 4;
    });
  }

  #commandTasks({ Command, JobID, TaskList }: z.output<typeof taskCommand>): ServerAnswer {
    return this.#changes(JobID, (job) => {
      for (const id of TaskList) {
        const task = job.tasks[id];
        if (task === undefined) throw new Error(`no task ${id}`);
        const from = {
          requeue: [QUEUED, RENDERING, COMPLETED],
          fail: [QUEUED, SUSPENDED, RENDERING],
          resumefailed: [FAILED],
          resume: [SUSPENDED],
        };
        if (!from[Command].includes(task.Stat)) throw new Error(`${Command} of a task in state ${task.Stat}`);
        task.Stat = Command === 'fail' ? FAILED : QUEUED;
      }
      if (Command !== 'fail') job.stat = 1;
    });
  }

  #reports({ JobID, TaskID, Data }: { JobID: string; TaskID: string; Data: 'all' | 'allcontents' }): ServerAnswer {
    return this.#of(JobID, ({ reports }) => {
      const found = reports.filter(({ task }) => task === Number(TaskID)).reverse();
      if (found.length === 0) return { text: 'There are no reports for this task.' };
      return {
        json:
          Data === 'all'
            ? found.map((report) => ({ Type: 0, Date: report.Date, Task: report.task }))
            : found.map(({ text }) => text),
      };
    });
  }

  #changes(id: string, does: (job: DeadlineContractJob) => void): ServerAnswer {
    return this.#of(id, (job) => {
      if (this.said === 'Success') does(job);
      return { text: this.said };
    });
  }

  #of(id: string, does: (job: DeadlineContractJob) => ServerAnswer): ServerAnswer {
    const job = this.jobs.find(({ _id }) => _id === id);
    return job === undefined
      ? { status: 500, text: 'Object reference not set to an instance of an object.' }
      : does(job);
  }
}

const counted = (job: DeadlineContractJob, stat: number): number =>
  job.tasks.filter(({ Stat }) => Stat === stat).length;

/** As the Web Service tells a job: most of it is not used, and has to be sent back where it is saved. */
const jobMessage = (job: DeadlineContractJob) => ({
  Props: {
    Name: job.info.Name,
    Pri: job.priority,
    Tasks: job.tasks.length,
    ExDic: Object.fromEntries(
      Object.entries(job.info)
        .filter(([name]) => name.startsWith('ExtraInfoKeyValue'))
        .map(([, value]) => value.split('=') as [string, string]),
    ),
    PlugInfo: job.plugin,
    SchdDate: '2026-11-20T10:00:00+00:00',
  },
  Stat: job.stat,
  CompletedChunks: counted(job, COMPLETED),
  QueuedChunks: counted(job, QUEUED),
  SuspendedChunks: counted(job, SUSPENDED),
  RenderingChunks: counted(job, RENDERING),
  FailedChunks: counted(job, FAILED),
  PendingChunks: counted(job, 8),
  Errs: job.tasks.reduce((sum, { Errs }) => sum + Errs, 0),
  ConcurrencyToken: null,
  ExtraElements: null,
  _id: job._id,
});
