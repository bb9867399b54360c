import path from 'node:path';
import type { Command } from 'commander';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { AddCommand, CommandContext, RunAction } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { awaitJobs, endCodeOf } from '../queue/await-jobs.ts';
import { findJob, findJobs } from '../queue/find-job.ts';
import { deleteText, historyText, jobRow, jobText } from '../queue/job-text.ts';
import { addLog } from '../queue/log-command.ts';
import { names, wholeNumber } from '../queue/option-values.ts';
import { formatTable } from '../table.ts';
import { printable, printError, printJson } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `compline queue`: the render queue of this machine. */
export const addQueue: AddCommand = (program, context, run) => {
  const queue = program.command('queue').description('The render queue of this machine.');
  addList(queue, context, run);
  addShow(queue, context, run);
  for (const change of changes) addChange(queue, change, context, run);
  addDelete(queue, context, run);
  addResubmit(queue, context, run);
  addWait(queue, context, run);
  addLog(queue, context, run);
};

type Add = (queue: Command, context: CommandContext, run: RunAction) => void;

interface ListOptions extends JsonOption {
  readonly project?: string;
  readonly archived?: boolean;
  readonly state?: readonly string[];
  readonly tag?: readonly string[];
  readonly owner?: string;
}

const addList: Add = (queue, { terminal, core }, run) => {
  queue
    .command('list')
    .description('The jobs, newest first.')
    .option('--project <folder>', 'only the jobs of this project')
    .option('--state <states>', 'only those that are waiting, running, completed, failed or cancelled', names)
    .option('--tag <tags>', 'only those with one of these tags', names)
    .option('--owner <name>', 'only those of this user')
    .option('--archived', 'archived ones too')
    .option('--json', 'print JSON')
    .action((options: ListOptions) =>
      run(options.json === true, async () => {
        const { project, archived = false, state, tag, owner } = options;
        const wanted = project === undefined ? {} : { project: path.resolve(project) };
        const answer = await withCore(core.connect(), (it) => it.request('queue/list', { archived, ...wanted }));
        const jobs = answer.jobs.filter(
          (job) =>
            (state === undefined || state.includes(job.state)) &&
            (tag === undefined || tag.some((it) => job.tags.includes(it))) &&
            (owner === undefined || job.owner === owner),
        );
        if (answer.notice !== undefined) terminal.err(`${printable(answer.notice)}\n`);
        if (options.json === true) printJson(terminal, { jobs });
        else terminal.out(jobs.length === 0 ? 'No jobs.\n' : formatTable(jobs.map(jobRow)));
        return exitCodes.success;
      }),
    );
};

const addShow: Add = (queue, { terminal, core }, run) => {
  queue
    .command('show <job>')
    .description('A job whole: what it is, its tasks and their attempts.')
    .option('--history', 'everything that has happened to it')
    .option('--json', 'print JSON')
    .action((word: string, options: JsonOption & { readonly history?: boolean }) =>
      run(options.json === true, async () => {
        await withCore(core.connect(), async (it) => {
          const id = await findJob(it, word);
          if (options.history === true) {
            const history = await it.request('queue/history', { job: id });
            if (options.json === true) printJson(terminal, history);
            else terminal.out(historyText(history.events));
            return;
          }
          const { job } = await it.request('queue/get', { job: id });
          if (options.json === true) printJson(terminal, { job });
          else terminal.out(jobText(job));
        });
        return exitCodes.success;
      }),
    );
};

interface ChangeOptions extends JsonOption {
  readonly now?: boolean;
  readonly failedOnly?: boolean;
  readonly frames?: string;
  readonly layer?: string;
  readonly task?: string;
  readonly first?: boolean;
  readonly last?: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly priority?: number;
  readonly tag?: readonly string[];
  readonly comment?: string;
  readonly undo?: boolean;
}

/** A command that changes jobs, one after the other. */
interface Change {
  readonly name: string;
  readonly description: string;
  readonly done: string;
  readonly options?: (command: Command) => Command;
  readonly make: (core: Core, job: string, options: ChangeOptions) => Promise<{ readonly job: JobSummary }>;
}

const withTasks = (command: Command): Command =>
  command
    .option('--frames <frames>', 'only the chunks that hold some of these frames: 1,5,10-20')
    .option('--layer <name>', 'only those of this layer')
    .option('--task <task>', 'only this one, as queue show names it: 1.2');
const ofTasks = ({ frames, layer, task }: ChangeOptions) => ({
  ...(frames !== undefined && { frames }),
  ...(layer !== undefined && { layer }),
  ...(task !== undefined && { task }),
});

const changes: readonly Change[] = [
  {
    name: 'pause',
    description: 'Start nothing more of a job.',
    done: 'paused',
    options: (command) => command.option('--now', 'also give back what it renders just now'),
    make: (core, job, { now = false }) => core.request('queue/pause', { job, now }),
  },
  {
    name: 'resume',
    description: 'Go on with a job that is paused.',
    done: 'resumed',
    make: (core, job) => core.request('queue/resume', { job }),
  },
  {
    name: 'cancel',
    description: 'End a job; its renderers are stopped.',
    done: 'cancelled',
    make: (core, job) => core.request('queue/cancel', { job }),
  },
  {
    name: 'retry',
    description: 'Render what failed or was cancelled again.',
    done: 'waiting',
    options: (command) => command.option('--failed-only', 'not what was cancelled'),
    make: (core, job, { failedOnly = false }) => core.request('queue/retry', { job, failedOnly }),
  },
  {
    name: 'requeue',
    description: 'Render chunks anew, whatever has become of them.',
    done: 'put back into the queue',
    options: withTasks,
    make: (core, job, options) => core.request('queue/requeue', { job, ...ofTasks(options) }),
  },
  {
    name: 'skip',
    description: 'Leave chunks out; what waits for them goes on.',
    done: 'skipped',
    options: withTasks,
    make: (core, job, options) => core.request('queue/skip', { job, ...ofTasks(options) }),
  },
  {
    name: 'move',
    description: 'Change the order of jobs.',
    done: 'moved',
    options: (command) =>
      command
        .option('--first', 'before all others')
        .option('--last', 'after all others')
        .option('--before <job>', 'before another job, with its priority')
        .option('--after <job>', 'after another job, with its priority'),
    make: async (core, job, { before, after, last = false }) => {
      const beside = before ?? after;
      if (beside === undefined) return await core.request('queue/move', { job, to: last ? 'last' : 'first' });
      const other = await findJob(core, beside);
      return await core.request('queue/move', { job, to: before === undefined ? 'after' : 'before', other });
    },
  },
  {
    name: 'set',
    description: 'Change the priority of a job, its tags, its comment.',
    done: 'changed',
    options: (command) =>
      command
        .option('--priority <0-100>', 'the higher one is rendered first', wholeNumber(0, 100))
        .option('--tag <tags>', 'its tags, in place of those before', names)
        .option('--comment <text>', 'its comment'),
    make: (core, job, { priority, tag, comment }) =>
      core.request('queue/update', {
        job,
        ...(priority !== undefined && { priority }),
        ...(tag !== undefined && { tags: [...tag] }),
        ...(comment !== undefined && { comment }),
      }),
  },
  {
    name: 'archive',
    description: 'Take a job that has ended out of the usual listing.',
    done: 'archived',
    options: (command) => command.option('--undo', 'put it back there'),
    make: (core, job, { undo = false }) => core.request('queue/archive', { job, archived: !undo }),
  },
];

function addChange(queue: Command, change: Change, { terminal, core }: CommandContext, run: RunAction): void {
  const command = queue.command(`${change.name} <job...>`).description(change.description);
  (change.options?.(command) ?? command)
    .option('--json', 'print JSON')
    .action((words: readonly string[], options: ChangeOptions) =>
      run(options.json === true, () =>
        withCore(core.connect(), async (it) => {
          const changed: JobSummary[] = [];
          let code: number = exitCodes.success;
          for (const id of await findJobs(it, words)) {
            try {
              changed.push((await change.make(it, id, options)).job);
            } catch (error) {
              // Of several jobs those that can be changed are.
              if (words.length === 1) throw error;
              if (options.json !== true) printError(terminal, error, false);
              code = exitCodes.failure;
            }
          }
          const [first] = changed;
          if (options.json === true) printJson(terminal, words.length === 1 ? { job: first } : { jobs: changed });
          else for (const { name } of changed) terminal.out(`${name}: ${change.done}\n`);
          return code;
        }),
      ),
    );
}

const addDelete: Add = (queue, { terminal, core }, run) => {
  queue
    .command('delete <job...>')
    .description('Delete jobs that have ended, with their logs; what they rendered stays.')
    .option('--dry-run', 'only say what that does')
    .option('--json', 'print JSON')
    .action((words: readonly string[], options: JsonOption & { readonly dryRun?: boolean }) =>
      run(options.json === true, () =>
        withCore(core.connect(), async (it) => {
          const { dryRun = false } = options;
          const { plan } = await it.request('queue/delete', { jobs: await findJobs(it, words), dryRun });
          if (options.json === true) printJson(terminal, { plan });
          else terminal.out(deleteText(plan, !dryRun));
          return plan.refused.length > 0 ? exitCodes.failure : exitCodes.success;
        }),
      ),
    );
};

const addResubmit: Add = (queue, { terminal, core }, run) => {
  queue
    .command('resubmit <job>')
    .description('Submit a job once more, with other frames where some are named.')
    .option('--frames <frames>', '1-24, 1,5,10-20 or 1-100x5')
    .option('--again', 'also where a job that has not ended renders the same')
    .option('--json', 'print JSON')
    .action((word: string, options: JsonOption & { readonly frames?: string; readonly again?: boolean }) =>
      run(options.json === true, () =>
        withCore(core.connect(), async (it) => {
          const { frames, again = false } = options;
          const wanted = { job: await findJob(it, word), again, ...(frames !== undefined && { frames }) };
          const submitted = await it.request('queue/resubmit', wanted);
          if (options.json === true) printJson(terminal, submitted);
          else terminal.out(`${submitted.job?.id ?? ''}  ${submitted.plan.name}\n`);
          return exitCodes.success;
        }),
      ),
    );
};

const addWait: Add = (queue, { terminal, core }, run) => {
  queue
    .command('wait <job...>')
    .description('Wait until jobs have ended, and show how far they are. Ctrl+C ends the waiting, not the jobs.')
    .option('--timeout <seconds>', 'no longer than this; exit code 4', wholeNumber(1))
    .option('--json', 'print JSON')
    .option('--json-lines', 'every change as a line of JSON')
    .action((words: readonly string[], options: WaitOptions) =>
      run(options.json === true || options.jsonLines === true, () =>
        withCore(core.connect(), async (it) => {
          const jobs = await awaitJobs(it, await findJobs(it, words), terminal, {
            asLines: options.jsonLines === true,
            cancelOnInterrupt: false,
            ...(options.timeout !== undefined && { timeout: options.timeout }),
          });
          if (options.json === true) printJson(terminal, { jobs });
          else if (options.jsonLines !== true) terminal.out(formatTable(jobs.map(jobRow)));
          return endCodeOf(jobs);
        }),
      ),
    );
};

interface WaitOptions extends JsonOption {
  readonly timeout?: number;
  readonly jsonLines?: boolean;
}
