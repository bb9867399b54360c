import { l10n } from 'vscode';
import type { Attempt, JobSummary, Task, TaskState } from '../../server/protocol/jobs.ts';
import { formatAge, formatTime } from '../views/format.ts';
import type { RowIcon } from '../views/row.ts';

/** How a job, a task or an attempt looks: its icon, a text for the row, and the same in whole words for a screen reader. */
export interface Look {
  readonly icon: RowIcon;
  readonly text: string;
  readonly spoken: string;
}

const ICONS: Readonly<Record<TaskState, RowIcon>> = {
  waiting: { id: 'clock', color: 'disabledForeground' },
  running: { id: 'sync~spin', color: 'charts.blue' },
  completed: { id: 'pass', color: 'charts.green' },
  failed: { id: 'error', color: 'charts.red' },
  cancelled: { id: 'circle-slash', color: 'disabledForeground' },
  skipped: { id: 'debug-step-over', color: 'disabledForeground' },
};
const PAUSED: RowIcon = { id: 'debug-pause', color: 'charts.yellow' };
const DEPENDENT: RowIcon = { id: 'link', color: 'disabledForeground' };
const RESTING: RowIcon = { id: 'watch', color: 'charts.yellow' };
const HELD: RowIcon = { id: 'warning', color: 'charts.yellow' };
const LOST: RowIcon = { id: 'debug-disconnect', color: 'charts.red' };

const alike = (icon: RowIcon, text: string): Look => ({ icon, text, spoken: text });

/** True for a job that waits or runs. */
export function isActive({ state }: Pick<JobSummary, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** What is known of a job beside its summary. */
export interface JobFacts {
  /** Names of the jobs that it waits for. */
  readonly waitsFor: readonly string[];
  /** Seconds until it is done; absent where nobody knows. */
  readonly secondsLeft?: number;
}

/** How a job looks. */
export function jobLook(job: JobSummary, { waitsFor, secondsLeft }: JobFacts): Look {
  const { state, framesDone, framesTotal, reason } = job;
  if (isActive(job) && job.paused) return pausedLook(job);
  if (state === 'waiting' && waitsFor.length > 0) return alike(DEPENDENT, waitingText(waitsFor));
  if (isActive(job) && job.held !== undefined) return heldLook(job, job.held);
  if (state !== 'running') return stateLook(state, reason);
  const left = secondsLeft === undefined ? undefined : l10n.t('{0} left', formatAge(Math.max(1, secondsLeft)));
  return counted(framesDone, framesTotal, left);
}

function waitingText(names: readonly string[]): string {
  const [name = ''] = names;
  return names.length === 1 ? l10n.t('waits for {0}', name) : l10n.t('waits for {0} jobs', names.length);
}

function heldLook({ framesDone, framesTotal, tasksRunning }: JobSummary, why: string): Look {
  const text = l10n.t('held: {0}', why);
  if (framesDone === 0 && tasksRunning === 0) return alike(HELD, text);
  const { text: short, spoken } = counted(framesDone, framesTotal, text);
  return { icon: HELD, text: short, spoken };
}

function pausedLook({ framesDone, framesTotal, tasksRunning }: JobSummary): Look {
  const word = tasksRunning > 0 ? l10n.t('pausing') : l10n.t('paused');
  if (framesDone === 0 && tasksRunning === 0) return alike(PAUSED, word);
  const { text, spoken } = counted(framesDone, framesTotal, undefined);
  return { icon: PAUSED, text: `${word}, ${text}`, spoken: `${word}, ${spoken}` };
}

function counted(done: number, total: number, more: string | undefined): Look {
  const and = (text: string): string => [text, more].filter((it) => it !== undefined).join(', ');
  // What is too long for a row beside its label is said whole to a screen reader.
  return { icon: ICONS.running, text: and(`${done}/${total}`), spoken: and(l10n.t('{0} of {1} frames', done, total)) };
}

/** A state in a word, with the reason of a failure. */
export function stateText(state: TaskState, reason?: string): string {
  switch (state) {
    case 'waiting':
      return l10n.t('waiting');
    case 'running':
      return l10n.t('running');
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

function stateLook(state: TaskState, reason?: string): Look {
  return alike(ICONS[state], stateText(state, reason));
}

/** How a chunk of frames looks. */
export function taskLook(task: Task): Look {
  const { first, last } = task.frames;
  if (task.state === 'running') return counted(task.framesDone, last - first + 1, undefined);
  if (task.state !== 'waiting') return stateLook(task.state, task.attempts.at(-1)?.reason);
  switch (task.waits) {
    case 'paused':
      return alike(PAUSED, l10n.t('paused'));
    case 'dependency':
      return alike(DEPENDENT, l10n.t('waits for other frames'));
    case 'retry': {
      const at = formatTime(task.retryAt);
      return alike(RESTING, at === undefined ? l10n.t('resting') : l10n.t('resting until {0}', at));
    }
    default:
      return stateLook('waiting');
  }
}

/** How one try at a chunk looks. */
export function attemptLook({ state, reason }: Attempt): Look {
  if (state !== 'lost') return stateLook(state, reason);
  return alike(LOST, reason === undefined ? l10n.t('lost') : l10n.t('lost: {0}', reason));
}
