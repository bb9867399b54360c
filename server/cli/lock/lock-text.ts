import path from 'node:path';
import type { Lock, LockFile } from '../../protocol/locks.ts';
import { printable } from '../terminal.ts';

/** A lock as a row of a table: state, who and where, since when, how old, which file. */
export function lockRow({ file, state, owner, ageSeconds, elsewhere }: Lock): readonly string[] {
  const age = ageSeconds === undefined || state === 'mine' ? '' : `renewed ${Math.round(ageSeconds)} s ago`;
  const where = elsewhere === undefined ? '' : elsewhereText[elsewhere];
  return [
    state,
    owner === undefined ? '' : printable(`${whoText(owner)} (${owner.application})`),
    owner === undefined ? '' : printable(`since ${sinceText(owner)}`),
    where === '' ? age : where,
    nameText(file),
  ];
}

const elsewhereText = { window: 'here, by another window or command', kept: 'kept on this machine' };

/** A file as it is named from the current folder. */
export function nameText(file: string): string {
  return printable(path.relative(process.cwd(), file) || file);
}

function whoText({ user, displayName, machine }: LockFile): string {
  return displayName === undefined ? `${user}@${machine}` : `${displayName}, ${user}@${machine}`;
}

function sinceText({ acquired }: LockFile): string {
  return acquired.slice(0, 16).replace('T', ' ');
}
