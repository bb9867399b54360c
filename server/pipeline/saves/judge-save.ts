import type { SaveConflict } from '../../protocol/saves.ts';

/** What is known of a save when it has ended. */
export interface EndedSave {
  /** What stood in the file before; absent where there was no file. */
  readonly before?: Uint8Array;
  /** What stands in it now; absent where there is no file. */
  readonly after?: Uint8Array;
  /** What was wrong when the save began, and when it ended. */
  readonly atBegin: SaveConflict['reason'] | undefined;
  readonly atEnd: Exclude<SaveConflict['reason'], 'changed'> | undefined;
  /** Another client of this core saved the same file at the same time. */
  readonly isShared: boolean;
  /** Its client never said that it had ended. */
  readonly isDead: boolean;
}

/**
 * Whether a save replaced what it should not, and why: who holds the lock counts for more than what the file held.
 * Undefined where nothing was replaced, or nothing is wrong with it.
 */
export function judgeSave(save: EndedSave): SaveConflict['reason'] | undefined {
  const { before, after, atBegin, atEnd, isShared, isDead } = save;
  if (before === undefined || after === undefined || Buffer.compare(before, after) === 0) return undefined;
  if (atBegin !== undefined && atBegin !== 'changed') return atBegin;
  if (atEnd !== undefined) return atEnd;
  return atBegin ?? (isShared || (isDead && isCutOff(before, after)) ? 'changed' : undefined);
}

/** True where a file looks as if its writer had died: empty, or without the brace at its end that it had. */
function isCutOff(before: Uint8Array, after: Uint8Array): boolean {
  return after.length === 0 || (lastSign(before) === BRACE && lastSign(after) !== BRACE);
}

const BRACE = 0x7d;

/** The last byte that is no white space; undefined where there is none. */
function lastSign(bytes: Uint8Array): number | undefined {
  return bytes.findLast((byte) => byte > 0x20);
}
