import { l10n } from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { formatAge } from '../views/format.ts';
import type { Row, RowIcon, TooltipLine } from '../views/row.ts';

const ICONS: Readonly<Record<Lock['state'], RowIcon>> = {
  free: { id: 'unlock' },
  mine: { id: 'lock', color: 'charts.green' },
  held: { id: 'lock', color: 'charts.orange' },
  stale: { id: 'warning', color: 'charts.yellow' },
  unreadable: { id: 'question', color: 'charts.red' },
  unreachable: { id: 'debug-disconnect', color: 'charts.red' },
};

/** Who holds a lock: `ann on ws12`. */
export function ownerText({ owner }: Lock): string {
  return owner === undefined ? l10n.t('somebody') : l10n.t('{0} on {1}', owner.user, owner.machine);
}

/** The state of a lock in words. */
export function lockText(lock: Lock): string {
  switch (lock.state) {
    case 'free':
      return l10n.t('free');
    case 'mine':
      return l10n.t('held by you');
    case 'held':
      return l10n.t('held by {0}', ownerText(lock));
    case 'stale':
      return l10n.t('stale, left by {0}', ownerText(lock));
    case 'unreadable':
      return l10n.t('not readable');
    case 'unreachable':
      return l10n.t('the folder does not answer');
  }
}

function line(name: string, value: string | undefined): TooltipLine[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

/** What is shown beside the file's name: the icon says that it is locked. */
function shortText(lock: Lock): string {
  if (lock.state === 'mine') return l10n.t('you');
  if (lock.state === 'held') return ownerText(lock);
  return lock.state === 'stale' ? l10n.t('stale, {0}', ownerText(lock)) : lockText(lock);
}

/** The id of a lock's row. */
export function lockRowId(file: string): string {
  return `lock:${file}`;
}

/** A lock as a row. */
export function lockRow(lock: Lock): Row {
  const label = lock.file.split(/[\\/]/).at(-1) ?? lock.file;
  const state = lockText(lock);
  const renewed = lock.ageSeconds === undefined ? undefined : l10n.t('{0} ago', formatAge(lock.ageSeconds));
  const isOld = lock.state === 'stale' && renewed !== undefined;
  const whole = isOld ? l10n.t('{0}, last renewed {1}', state, renewed) : state;
  return {
    id: lockRowId(lock.file),
    label,
    description: shortText(lock),
    icon: ICONS[lock.state],
    context: `lock ${lock.state}`,
    spoken: `${label}, ${whole}`,
    tooltip: [
      { value: whole },
      ...line(l10n.t('File'), lock.file),
      ...line(l10n.t('Application'), lock.owner?.application),
      ...line(l10n.t('Taken'), lock.owner && new Date(lock.owner.acquired).toLocaleString()),
    ],
    path: lock.file,
    command: { id: 'compline.openLockedFile', title: l10n.t('Open File') },
  };
}
