import type { TextRange } from './range.ts';

/** A merge conflict in a text. */
export interface ConflictFault {
  readonly message: string;
  /** The mark with which it begins. */
  readonly range: TextRange;
}

/** A text in which one side of each merge conflict is left. */
export interface WithoutConflicts {
  /** As long as the text: blanks stand for what was put aside. */
  readonly text: string;
  readonly errors: readonly ConflictFault[];
}

/** A conflict while its lines are gone through; between its two sides the text before both may stand. */
interface OpenConflict {
  readonly opening: TextRange;
  /** Where the first side ends. */
  sideEnd: number | undefined;
  hasSecondSide: boolean;
}

/** The lines with which version control marks a conflict. */
const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)[^\r\n]*/gm;

/**
 * Puts the second side of every merge conflict aside, with the lines that mark it: so what stands around the conflict
 * is read, whatever its two sides hold together.
 */
export function setConflictsAside(text: string): WithoutConflicts {
  const errors: ConflictFault[] = [];
  const parts: string[] = [];
  let done = 0;
  let open: OpenConflict | undefined;
  for (const { 0: marker, index: start } of text.includes('<<<<<<<') ? text.matchAll(MARKER) : []) {
    const end = start + marker.length;
    if (marker.startsWith('<')) open = { opening: { start, end }, sideEnd: undefined, hasSecondSide: false };
    else if (open === undefined) continue;
    else if (!marker.startsWith('>')) {
      open.sideEnd ??= start;
      open.hasSecondSide ||= marker.startsWith('=');
    } else if (open.sideEnd !== undefined && open.hasSecondSide) {
      const { opening, sideEnd } = open;
      parts.push(text.slice(done, opening.start), blank(text.slice(opening.start, opening.end)));
      parts.push(text.slice(opening.end, sideEnd), blank(text.slice(sideEnd, end)));
      done = end;
      open = undefined;
      errors.push({ message: 'This merge conflict is not resolved; only its first side is read.', range: opening });
    }
  }
  return { text: parts.join('') + text.slice(done), errors };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
