import { l10n } from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { formatTime, stem } from '../views/format.ts';
import { facts, type Row } from '../views/row.ts';
import { isActive, type JobFacts, jobLook, stateText } from './job-look.ts';
import { jobRowId } from './row-ids.ts';

/** What can be done with a job: the words that menus look for. */
export function abilities(job: JobSummary): string[] {
  const { state, paused } = job;
  const words = (is: boolean, ...all: string[]): string[] => (is ? all : []);
  return [
    ...words(isActive(job), 'cancellable', 'movable', paused ? 'resumable' : 'pausable'),
    ...words(state === 'failed' || state === 'cancelled', 'retryable'),
    ...words(job.tasksFailed > 0, 'mendable'),
    ...words(state !== 'completed', 'skippable'),
    ...words(state !== 'waiting' || job.tasksDone > 0, 'requeueable'),
    ...words(job.kind === 'render', 'resubmittable'),
    ...words(job.farm !== 'local', 'onFarm'),
    ...words(!isActive(job), job.archived ? 'archived' : 'archivable', 'deletable'),
  ];
}

function kindText(kind: JobSummary['kind'], state: string): string {
  return kind === 'preview' ? l10n.t('{0} · preview', state) : state;
}

/** The name of a job's row: short enough for a narrow side bar, where the state must be seen beside it. */
export function jobLabel({ name, comp, kind }: Pick<JobSummary, 'name' | 'comp' | 'kind'>): string {
  return comp === undefined || kind === 'render' ? name : stem(comp);
}

/** What is known of a job when its row is made; `framesPerMinute` where it is known how fast it is. */
export interface JobRowFacts extends JobFacts {
  readonly framesPerMinute?: number;
  /** The id of the row that holds it. */
  readonly parent?: string;
}

/** A job as a row of the queue. */
export function jobRow(job: JobSummary, known: JobRowFacts = { waitsFor: [] }): Row {
  const label = jobLabel(job);
  const look = jobLook(job, known);
  const { framesPerMinute, parent, waitsFor } = known;
  const archived = job.archived ? l10n.t('archived') : undefined;
  const and = (text: string): string =>
    [kindText(job.kind, text), archived].filter((it) => it !== undefined).join(', ');
  const onFarm = (text: string): string => (job.farm === 'local' ? text : `${text} · ${job.farm}`);
  const spoken = (text: string): string => (job.farm === 'local' ? text : l10n.t('{0}, on {1}', text, job.farm));
  return {
    id: jobRowId(job.id),
    label,
    description: onFarm(and(look.text)),
    icon: job.archived ? { id: 'archive', color: 'disabledForeground' } : look.icon,
    context: ['job', job.state, ...abilities(job)].join(' '),
    spoken: `${label}, ${spoken(and(look.spoken))}`,
    expansion: 'collapsed',
    ...(parent !== undefined && { parent }),
    tooltip: [
      { value: and(look.text) },
      ...facts(
        [l10n.t('Job'), job.name],
        [l10n.t('Frames'), l10n.t('{0} of {1}', job.framesDone, job.framesTotal)],
        [l10n.t('Chunks'), chunkText(job)],
        [l10n.t('Rate'), framesPerMinute && l10n.t('{0} frames a minute', Number(framesPerMinute.toPrecision(2)))],
        [l10n.t('Waits for'), waitsFor.join(', ')],
        // Beside a row that says something else: a job that is paused, or that waits for others.
        [l10n.t('Held'), isActive(job) ? job.held : undefined],
        // Beside a row that says something else: a job that was paused, or that goes on after chunks of it have failed.
        [l10n.t('Last error'), job.state === 'failed' ? undefined : job.reason],
        [job.comp?.endsWith('.comp') === false ? l10n.t('Scene') : l10n.t('Comp'), job.comp],
        [l10n.t('Project'), job.project],
        [l10n.t('Owner'), job.owner],
        [l10n.t('Priority'), String(job.priority)],
        [l10n.t('Tags'), job.tags.join(', ')],
        [l10n.t('Comment'), job.comment],
        [l10n.t('Farm'), job.farm === 'local' ? undefined : job.farm],
        [l10n.t('Submitted'), formatTime(job.createdAt)],
        [l10n.t('Started'), formatTime(job.startedAt)],
        [l10n.t('Ended'), formatTime(job.endedAt)],
      ),
    ],
    ...(job.comp !== undefined && { path: job.comp }),
  };
}

function chunkText({ tasksDone, tasksTotal, tasksRunning, tasksFailed, tasksSkipped }: JobSummary): string {
  const more = (
    [
      ['running', tasksRunning],
      ['failed', tasksFailed],
      ['skipped', tasksSkipped],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${stateText(state)}`);
  return [l10n.t('{0} of {1}', tasksDone, tasksTotal), ...more].join(', ');
}
