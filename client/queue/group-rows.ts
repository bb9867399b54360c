import { l10n } from 'vscode';
import type { Row } from '../views/row.ts';
import { groupLook } from './groupings.ts';
import { groupRowId } from './row-ids.ts';

/** A group of jobs as a row. */
export function groupRow(group: string, count: number): Row {
  const { label, icon, isClosed } = groupLook(group);
  const jobs = count === 1 ? l10n.t('1 job') : l10n.t('{0} jobs', count);
  return {
    id: groupRowId(group),
    label,
    description: String(count),
    icon,
    context: 'group',
    spoken: `${label}, ${jobs}`,
    expansion: isClosed === true ? 'collapsed' : 'expanded',
    tooltip: [{ value: jobs }, ...(group.startsWith('project:') ? [{ value: group.slice('project:'.length) }] : [])],
  };
}

/** The row that stands for those which are left out under another one, and shows more of them when it is chosen. */
export function moreRow(parent: string, left: number, step: number): Row {
  const label = l10n.t('Show {0} more', Math.min(left, step));
  const description = l10n.t('{0} not shown', left);
  return {
    id: `more:${parent}`,
    label,
    description,
    icon: { id: 'ellipsis' },
    context: 'more',
    spoken: `${label}, ${description}`,
    parent,
    tooltip: [{ value: description }],
    command: { id: 'compline.queue.showMore', title: l10n.t('Show More') },
  };
}
