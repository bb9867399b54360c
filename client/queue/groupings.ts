import { l10n } from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { farmIcon, farmName } from '../farms/farm-texts.ts';
import type { RowIcon } from '../views/row.ts';
import { isActive } from './job-look.ts';

/** What jobs may be grouped by. */
export const GROUPINGS = ['state', 'project', 'owner', 'farm'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A group of jobs as it is shown. */
export interface GroupLook {
  readonly label: string;
  readonly icon: RowIcon;
  /** Absent for a group that is shown open. */
  readonly isClosed?: boolean;
}

/** The groups by state, in their order. What is archived stays out of the way in every grouping. */
const STATE_GROUPS = ['running', 'waiting', 'paused', 'failed', 'done'] as const;
const ARCHIVED = 'archived';

/** The group of a job. */
export function groupOf(job: JobSummary, grouping: Grouping): string {
  if (job.archived) return ARCHIVED;
  switch (grouping) {
    case 'project':
      return `project:${job.project}`;
    case 'owner':
      return `owner:${job.owner}`;
    case 'farm':
      return `farm:${job.farm}`;
    case 'state':
      return `state:${stateGroupOf(job)}`;
  }
}

function stateGroupOf(job: JobSummary): (typeof STATE_GROUPS)[number] {
  if (isActive(job) && job.paused) return 'paused';
  if (job.state === 'running' || job.state === 'waiting' || job.state === 'failed') return job.state;
  return 'done';
}

/** How a group is shown. */
export function groupLook(group: string): GroupLook {
  if (group === ARCHIVED) return { label: l10n.t('Archived'), icon: { id: 'archive' }, isClosed: true };
  const [, kind = '', name = ''] = /^(?<kind>\w+):(?<name>.*)$/s.exec(group) ?? [];
  if (kind === 'project')
    return { label: name.split(/[\\/]/).findLast((it) => it !== '') ?? name, icon: { id: 'root-folder' } };
  if (kind === 'owner') return { label: name, icon: { id: 'account' } };
  if (kind === 'farm') return { label: farmName(name), icon: { id: farmIcon({ name, type: '' }) } };
  switch (name) {
    case 'running':
      return { label: l10n.t('Running'), icon: { id: 'run-all', color: 'charts.blue' } };
    case 'waiting':
      return { label: l10n.t('Waiting'), icon: { id: 'clock' } };
    case 'paused':
      return { label: l10n.t('Paused'), icon: { id: 'debug-pause', color: 'charts.yellow' } };
    case 'failed':
      return { label: l10n.t('Failed'), icon: { id: 'error', color: 'charts.red' } };
    default:
      return { label: l10n.t('Done'), icon: { id: 'pass', color: 'charts.green' }, isClosed: true };
  }
}

const rank = (group: string): number => {
  const at = (STATE_GROUPS as readonly string[]).indexOf(group.replace(/^state:/, ''));
  if (group === ARCHIVED) return STATE_GROUPS.length + 1;
  return at === -1 ? STATE_GROUPS.length : at;
};

/** The order of groups: states as work goes, names by the alphabet. */
export function compareGroups(left: string, right: string): number {
  return rank(left) - rank(right) || left.localeCompare(right);
}

/** The order of jobs in a group: what is at work as the queue takes it, then what has ended, the newest first. */
export function compareJobs(left: JobSummary, right: JobSummary): number {
  const active = Number(isActive(right)) - Number(isActive(left));
  if (active !== 0) return active;
  const order = isActive(left)
    ? right.priority - left.priority || left.position - right.position
    : (right.endedAt ?? right.createdAt) - (left.endedAt ?? left.createdAt);
  return order || right.createdAt - left.createdAt || (left.id < right.id ? -1 : 1);
}
