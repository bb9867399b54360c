import { l10n } from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { formatTime } from '../views/format.ts';

/** The name of a file without its folder. */
export function nameOf(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

/** Characters of a name that another program wrote. */
const LONGEST_NAME = 60;

/**
 * A text that somebody else wrote, as it can be shown: on one line, not longer than `longest` characters, with nothing
 * in it that VS Code draws as an icon.
 */
export function shownText(text: string, longest: number): string {
  const line = text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('$(', '$ (')
    .trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** Somebody on a machine: `Ann Lee on ws12`. */
export function personText({ user, displayName, machine }: Person): string {
  return l10n.t('{0} on {1}', shownText(displayName || user, LONGEST_NAME), shownText(machine, LONGEST_NAME));
}

/** Somebody who works with comps. */
export interface Person {
  readonly user: string;
  readonly displayName?: string | undefined;
  readonly machine: string;
}

/** Who holds a lock: `Ann Lee on ws12`. */
export function ownerText({ owner }: Pick<Lock, 'owner'>): string {
  return owner === undefined ? l10n.t('somebody') : personText(owner);
}

/** The same, with the application: `Ann Lee on ws12 (Fusion)`. */
export function ownerInText({ owner }: Pick<Lock, 'owner'>): string {
  const who = ownerText({ owner });
  return owner === undefined || owner.application === ''
    ? who
    : l10n.t('{0} ({1})', who, shownText(owner.application, LONGEST_NAME));
}

/** When a lock was taken, in the user's form; `undefined` where its file does not say it in a way that is understood. */
export function sinceText({ owner }: Pick<Lock, 'owner'>): string | undefined {
  const time = Date.parse(owner?.acquired ?? '');
  return Number.isNaN(time) ? undefined : formatTime(time);
}

/** The state of a lock in words. */
export function lockText(lock: Lock): string {
  switch (lock.state) {
    case 'free':
      return l10n.t('free');
    case 'mine':
      return l10n.t('held by you');
    case 'held':
      return lock.elsewhere === undefined ? l10n.t('held by {0}', ownerText(lock)) : l10n.t('held by you, elsewhere');
    case 'stale':
      return l10n.t('stale, left by {0}', ownerText(lock));
    case 'unreadable':
      return l10n.t('not readable');
    case 'unreachable':
      return l10n.t('the folder does not answer');
  }
}

/** What somebody is told who opens a file of which another has the lock. */
export function heldSentence(lock: Lock): string {
  const name = nameOf(lock.file);
  if (lock.state === 'unreadable') {
    return l10n.t('{0} has a lock that cannot be read: torn, or of a newer version. It is read-only here.', name);
  }
  if (lock.elsewhere === 'window') return l10n.t('You have {0} locked in another window. It is read-only here.', name);
  if (lock.elsewhere === 'kept') {
    return l10n.t('You have {0} locked from the command line. It is read-only here.', name);
  }
  const who = ownerInText(lock);
  const since = sinceText(lock);
  if (lock.state === 'stale') {
    return since === undefined
      ? l10n.t('{0} left a lock on {1} and no longer renews it.', who, name)
      : l10n.t('{0} left a lock on {1}, taken {2}, and no longer renews it.', who, name, since);
  }
  return since === undefined
    ? l10n.t('{0} is locked by {1}. It is read-only here.', name, who)
    : l10n.t('{0} is locked by {1} since {2}. It is read-only here.', name, who, since);
}
