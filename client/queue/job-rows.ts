import { l10n } from 'vscode';
import type { Job, JobSummary, Task, TaskState } from '../../server/protocol/jobs.ts';
import { formatFrames, formatTime, stem } from '../views/format.ts';
import type { Row, RowIcon, TooltipLine } from '../views/row.ts';

const ICONS: Readonly<Record<TaskState, RowIcon>> = {
  waiting: { id: 'clock', color: 'disabledForeground' },
  running: { id: 'sync~spin', color: 'charts.blue' },
  completed: { id: 'pass', color: 'charts.green' },
  failed: { id: 'error', color: 'charts.red' },
  cancelled: { id: 'circle-slash', color: 'disabledForeground' },
  skipped: { id: 'debug-step-over', color: 'disabledForeground' },
};

function stateText(state: TaskState, framesDone: number, framesTotal: number, reason: string | undefined): string {
  switch (state) {
    case 'waiting':
      return l10n.t('waiting');
    case 'running':
      return `${framesDone}/${framesTotal}`;
    case 'completed':
      return l10n.t('completed');
    case 'failed':
      return reason === undefined ? l10n.t('failed') : l10n.t('failed: {0}', reason);
    case 'cancelled':
      return l10n.t('cancelled');
    case 'skipped':
      return l10n.t('skipped');
  }
}

// What is too long for a row beside its label is said whole to a screen reader.
function spokenState(state: TaskState, framesDone: number, framesTotal: number, shown: string): string {
  return state === 'running' ? l10n.t('{0} of {1} frames', framesDone, framesTotal) : shown;
}

/** What can be done with a job or a task in a state: the words that menus look for. */
function abilities(state: TaskState): string {
  if (state === 'waiting' || state === 'running') return 'cancellable';
  return state === 'completed' || state === 'skipped' ? '' : 'retryable';
}

function line(name: string, value: string | undefined): TooltipLine[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

/** The id of a job's row. */
export function jobRowId(job: string): string {
  return `job:${job}`;
}

/** The job that a row's id names. */
export function jobOfRow(id: string): string | undefined {
  return /^job:(?<job>.+)$/.exec(id)?.groups?.job;
}

function kindText(kind: JobSummary['kind'], state: string): string {
  return kind === 'preview' ? l10n.t('{0} · preview', state) : state;
}

/** A job as a row of the queue. */
export function jobRow(job: JobSummary): Row {
  // Short enough for a narrow side bar: the state must be seen beside it.
  const label = job.comp === undefined ? job.name : stem(job.comp);
  const shown = stateText(job.state, job.framesDone, job.framesTotal, job.reason);
  const state = kindText(job.kind, shown);
  const spoken = kindText(job.kind, spokenState(job.state, job.framesDone, job.framesTotal, shown));
  return {
    id: jobRowId(job.id),
    label,
    description: state,
    icon: ICONS[job.state],
    context: ['job', job.state, abilities(job.state)].filter((it) => it !== '').join(' '),
    spoken: `${label}, ${spoken}`,
    expansion: 'collapsed',
    tooltip: [
      { value: state },
      ...line(l10n.t('Job'), job.name),
      ...line(l10n.t('Frames'), l10n.t('{0} of {1}', job.framesDone, job.framesTotal)),
      ...line(l10n.t('Chunks'), l10n.t('{0} of {1}', job.tasksDone, job.tasksTotal)),
      ...line(l10n.t('Comp'), job.comp),
      ...line(l10n.t('Owner'), job.owner),
      ...line(l10n.t('Submitted'), formatTime(job.createdAt)),
      ...line(l10n.t('Started'), formatTime(job.startedAt)),
      ...line(l10n.t('Ended'), formatTime(job.endedAt)),
    ],
    ...(job.comp !== undefined && { path: job.comp }),
  };
}

/** The tasks of a job as rows under it. */
export function taskRows(job: Job): Row[] {
  const many = job.layers.length > 1;
  return job.layers.flatMap((layer) => layer.tasks.map((task) => taskRow(job, many ? layer.name : undefined, task)));
}

function taskRow(job: Job, layer: string | undefined, task: Task): Row {
  const total = task.frames.last - task.frames.first + 1;
  const last = task.attempts.at(-1);
  const state = stateText(task.state, task.framesDone, total, last?.reason);
  const frames = l10n.t('Frames {0}', formatFrames(task.frames));
  const label = layer === undefined ? frames : `${layer}: ${frames}`;
  return {
    id: `task:${job.id}/${task.id}`,
    label,
    description: task.attempts.length > 1 ? l10n.t('{0}, attempt {1}', state, task.attempts.length) : state,
    icon: ICONS[task.state],
    context: `task ${task.state}`,
    spoken: `${label}, ${spokenState(task.state, task.framesDone, total, state)}`,
    parent: jobRowId(job.id),
    tooltip: task.attempts.map((attempt) => ({
      name: l10n.t('Attempt {0}', attempt.number),
      value: [attempt.state, formatTime(attempt.startedAt), attempt.reason].filter((it) => it !== undefined).join(', '),
    })),
  };
}
