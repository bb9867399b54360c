import { spanOf } from '../../formats/renderers/frame-times.ts';
import { chunkText } from '../../pipeline/queue/frame-chunk.ts';
import type { Job, JobSummary, Task } from '../../protocol/jobs.ts';
import type { DeletePlan, JobHistory } from '../../protocol/queue.ts';
import { formatTable } from '../table.ts';
import { printable } from '../terminal.ts';

const shownState = ({ state, paused }: JobSummary): string =>
  paused && (state === 'waiting' || state === 'running') ? `${state}, paused` : state;

const when = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** `12 frames a minute, 1 h 5 min left`; empty where nobody knows. */
const paceText = ({ pace }: JobSummary): string => {
  if (pace === undefined) return '';
  const each = pace.framesPerSecond >= 1 ? [pace.framesPerSecond, 'second'] : [pace.framesPerSecond * 60, 'minute'];
  return `${Number(Number(each[0]).toFixed(1))} frames a ${each[1]}, ${spanOf(pace.secondsLeft)} left`;
};

/** A job as a row of a table. */
export const jobRow = (job: JobSummary): string[] => [
  job.id,
  shownState(job),
  `${job.framesDone}/${job.framesTotal}`,
  paceText(job),
  printable(job.name),
  printable(job.reason ?? job.held ?? ''),
];

/** A farm, and what it calls the job: `studio: 118, 119`. */
const farmText = ({ farm, farmJobs = [] }: Job): string =>
  farmJobs.length === 0 ? farm : `${farm}: ${farmJobs.map(({ id }) => id).join(', ')}`;

/** `waiting (Resources)`: the state of a task, with why it waits. */
function waitText({ state, waits, farmSays }: Task): string {
  const why = waits ?? farmSays;
  return why === undefined ? state : printable(`${state} (${why})`);
}

/** A job whole: what it is, then its tasks. */
export function jobText(job: Job): string {
  const dependencies = job.dependsOn.map((it) => [it.job, it.layer].filter((part) => part !== undefined).join('/'));
  const facts: [string, string | undefined][] = [
    ['job', job.id],
    ['state', shownState(job)],
    ['reason', job.reason],
    ['held', job.held],
    ['frames', `${job.framesDone}/${job.framesTotal}`],
    ['pace', paceText(job)],
    ['farm', job.farm === 'local' ? undefined : farmText(job)],
    ['scene', job.comp],
    ['project', job.project],
    ['owner', job.owner],
    ['priority', String(job.priority)],
    ['tags', job.tags.join(', ')],
    ['comment', job.comment],
    ['waits for', dependencies.join(', ')],
    ['submitted', when(job.createdAt)],
    ['started', job.startedAt === undefined ? undefined : when(job.startedAt)],
    ['ended', job.endedAt === undefined ? undefined : when(job.endedAt)],
  ];
  const rows = job.layers.flatMap(({ name, tasks }) =>
    tasks.map((task) => [
      task.id,
      printable(name),
      chunkText(task.frames),
      waitText(task),
      `${task.attempts.length} ${task.attempts.length === 1 ? 'attempt' : 'attempts'}`,
      printable([task.attempts.at(-1)?.host, task.attempts.at(-1)?.reason].filter((it) => it !== undefined).join(': ')),
    ]),
  );
  const said = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, printable(value)]],
  );
  return `${printable(job.name)}\n${formatTable(said)}\n${formatTable(rows)}`;
}

/** What has happened to a job, a line each. */
export const historyText = (events: JobHistory): string =>
  formatTable(
    events.map(({ at, event, task = '', attempt, from, to, reason = '' }) => [
      when(at),
      task,
      attempt === undefined ? '' : `attempt ${attempt}`,
      event,
      from === undefined || from === to ? '' : `${from} → ${to}`,
      printable(reason),
    ]),
  );

/** What deleting jobs does. */
export function deleteText({ jobs, logs, logBytes, refused }: DeletePlan, isDone: boolean): string {
  const rows = jobs.map(({ id, name, tasks, attempts }) => [
    id,
    printable(name),
    `${tasks} ${tasks === 1 ? 'task' : 'tasks'}`,
    `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
  ]);
  const size = logBytes < 2 ** 20 ? `${Math.ceil(logBytes / 2 ** 10)} KiB` : `${Math.ceil(logBytes / 2 ** 20)} MiB`;
  const verb = isDone ? 'Deleted' : 'Would delete';
  const lines = refused.map((why) => `Refused: ${printable(why)}\n`).join('');
  return `${verb} with ${logs} logs (${size}); what was rendered stays:\n${formatTable(rows)}${lines}`;
}
