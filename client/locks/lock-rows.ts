import { l10n } from 'vscode';
import type { Lock, LockState } from '../../server/protocol/locks.ts';
import { formatAge } from '../views/format.ts';
import type { Row, RowIcon, TooltipLine } from '../views/row.ts';
import { lockText, nameOf, ownerText, sinceText } from './lock-texts.ts';

/** The order of the rows: first what is one's own to look after. */
const ORDER: readonly LockState[] = ['mine', 'held', 'stale', 'unreadable', 'unreachable'];

const ICONS: Readonly<Record<LockState, RowIcon>> = {
  free: { id: 'unlock' },
  mine: { id: 'lock', color: 'charts.green' },
  held: { id: 'person', color: 'charts.orange' },
  stale: { id: 'warning', color: 'charts.yellow' },
  unreadable: { id: 'question', color: 'charts.red' },
  unreachable: { id: 'debug-disconnect', color: 'charts.red' },
};

function line(name: string, value: string | undefined): TooltipLine[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

/** What is shown beside the file's name: the icon says that it is locked. */
function shortText(lock: Lock): string {
  if (lock.state === 'mine') return l10n.t('you');
  if (lock.state === 'held') return lock.elsewhere === undefined ? ownerText(lock) : l10n.t('you, elsewhere');
  return lock.state === 'stale' ? l10n.t('stale, {0}', ownerText(lock)) : lockText(lock);
}

/** The id of a lock's row. */
export function lockRowId(file: string): string {
  return `lock:${file}`;
}

/** A lock as a row. */
export function lockRow(lock: Lock): Row {
  const label = nameOf(lock.file);
  const state = lockText(lock);
  const renewed = lock.ageSeconds === undefined ? undefined : l10n.t('{0} ago', formatAge(lock.ageSeconds));
  const isOld = lock.state === 'stale' && renewed !== undefined;
  const whole = isOld ? l10n.t('{0}, last renewed {1}', state, renewed) : state;
  return {
    id: lockRowId(lock.file),
    label,
    description: shortText(lock),
    icon: ICONS[lock.state],
    context: ['lock', lock.state, ...(lock.elsewhere === undefined ? [] : ['elsewhere'])].join(' '),
    spoken: `${label}, ${whole}`,
    tooltip: [
      { value: whole },
      ...line(l10n.t('File'), lock.file),
      ...line(l10n.t('Application'), lock.owner?.application),
      ...line(l10n.t('Taken'), sinceText(lock)),
    ],
    path: lock.file,
    command: { id: 'compline.openLockedFile', title: l10n.t('Open File') },
  };
}

/** The rows of locks: one's own, others', stale ones, and those of which nothing is known. */
export function lockRows(locks: readonly Lock[]): readonly Row[] {
  return [...locks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)).map(lockRow);
}
