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

const OPENING = '<<<<<<<';

/** The line with which version control marks a part of a conflict, at the beginning of one. */
const MARKER = /(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/y;
const FIRST_OF_MARKERS: ReadonlySet<number> = new Set(Array.from('<|=>', (character) => character.charCodeAt(0)));

/**
 * Puts the second side of every merge conflict aside, with the lines that mark it: so what stands around the conflict
 * is read, whatever its two sides hold together.
 */
export function setConflictsAside(text: string): WithoutConflicts {
  const errors: ConflictFault[] = [];
  const parts: string[] = [];
  let done = 0;
  let open: OpenConflict | undefined;
  for (const { start, end } of markersIn(text)) {
    const first = text.charAt(start);
    if (first === '<') open = { opening: { start, end }, sideEnd: undefined, hasSecondSide: false };
    else if (open === undefined) continue;
    else if (first !== '>') {
      open.sideEnd ??= start;
      open.hasSecondSide ||= first === '=';
    } else if (open.sideEnd !== undefined && open.hasSecondSide) {
      const { opening, sideEnd } = open;
      parts.push(text.slice(done, opening.start), blank(text, opening.start, opening.end));
      parts.push(text.slice(opening.end, sideEnd), blank(text, sideEnd, end));
      done = end;
      open = undefined;
      errors.push({ message: 'This merge conflict is not resolved; only its first side is read.', range: opening });
    }
  }
  return { text: parts.length === 0 ? text : parts.join('') + text.slice(done), errors };
}

/** The marker lines from the first opening on, without the breaks at their ends. */
function* markersIn(text: string): Generator<TextRange> {
  const opening = text.indexOf(OPENING);
  if (opening === -1) return;
  for (let start = text.lastIndexOf('\n', opening) + 1; ; ) {
    const lineFeed = text.indexOf('\n', start);
    const lineEnd = lineFeed === -1 ? text.length : lineFeed;
    if (FIRST_OF_MARKERS.has(text.charCodeAt(start))) {
      MARKER.lastIndex = start;
      const end = text.charAt(lineEnd - 1) === '\r' ? lineEnd - 1 : lineEnd;
      if (MARKER.test(text)) yield { start, end };
    }
    if (lineFeed === -1) return;
    start = lineFeed + 1;
  }
}

/** As many blanks as there are characters, and the breaks of the lines. */
function blank(text: string, from: number, end: number): string {
  let result = '';
  let start = from;
  for (let lineFeed = text.indexOf('\n', start); lineFeed !== -1 && lineFeed < end; ) {
    result += `${' '.repeat(lineFeed - start)}\n`;
    start = lineFeed + 1;
    lineFeed = text.indexOf('\n', start);
  }
  return result + ' '.repeat(end - start);
}
