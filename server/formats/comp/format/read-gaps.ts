import { type Gap, isBetweenEntries, isBroken, isByComment, isComment } from './gap.ts';
import { type ScannedToken, scanTokens } from './scan-tokens.ts';
import type { TableLayout } from './table-layout.ts';

/** So many gaps are read before there is a pause. */
const GAPS_BETWEEN_PAUSES = 500;

/**
 * The white space of a text, gap by gap, each in the table it stands in; `around` is what stands around the text. A
 * table learns its layout on the way, at the latest when its closing brace is passed. Ends before whatever is no sound
 * token, and at a brace that closes nothing. `undefined` comes between gaps: a place to pause.
 */
export function* readGaps(text: string, around: TableLayout): Generator<Gap | undefined> {
  const reader = new GapReader(text, around);
  let previous: ScannedToken | undefined;
  let read = 0;
  for (const token of scanTokens(text)) {
    const gap = reader.pass(token, previous);
    if (gap === undefined) return;
    yield gap;
    previous = token;
    read += 1;
    if (read % GAPS_BETWEEN_PAUSES === 0) yield undefined;
  }
  const rest = text.slice(previous?.end ?? 0);
  if (previous !== undefined && rest.trim() === '') yield reader.atEnd(previous, rest);
}

/** Stands for a number where the name of an entry would; no name has a blank in it. */
const NUMBER = ' number';

class GapReader {
  readonly #text: string;
  /** The innermost table that is open. */
  #table: TableLayout;
  /** What has been read of the present entry: its key once `=` has come, and the name or number read last. */
  #hasEntry = false;
  #key: string | undefined;
  #name = '';

  constructor(text: string, around: TableLayout) {
    this.#text = text;
    this.#table = around;
  }

  /** The gap before a token; absent where the token closes nothing. */
  pass(token: ScannedToken, previous: ScannedToken | undefined): Gap | undefined {
    const table = this.#table;
    const start = previous?.end ?? 0;
    const text = start === token.start ? '' : this.#text.slice(start, token.start);
    const gap: Gap = { start, end: token.start, text, before: previous?.kind ?? 'start', after: token.kind, table };
    if ((isBetweenEntries(gap) || isByComment(gap)) && isBroken(gap)) table.breaks();
    if (isComment(token.kind)) table.hasComment();
    else if (token.kind === 'separator') this.#endEntry();
    else if (token.kind !== 'close') this.#goOn(token);
    else if (!this.#closeTable()) return undefined;
    return gap;
  }

  /** The gap after the last token of the text. */
  atEnd(last: ScannedToken, text: string): Gap {
    return { start: last.end, end: last.end + text.length, text, before: last.kind, after: 'end', table: this.#table };
  }

  #goOn(token: ScannedToken): void {
    if (!this.#hasEntry) this.#table.entryBegins();
    this.#hasEntry = true;
    switch (token.kind) {
      case 'open':
        this.#table = this.#table.inside(this.#key, this.#name);
        this.#beginEntry();
        break;
      case 'equals':
        this.#key = this.#name;
        this.#name = '';
        this.#table.hasKey(this.#key);
        break;
      case 'name':
      case 'dot':
        this.#name += this.#text.slice(token.start, token.end);
        break;
      case 'string':
        this.#name = this.#text.slice(token.start + 1, token.end - 1);
        break;
      case 'number':
        this.#name = NUMBER;
        break;
      case 'long-string':
        if (/[\r\n]/.test(this.#text.slice(token.start, token.end))) this.#table.hasTallText();
        break;
    }
  }

  /** Goes back to the table around; false where there is none. */
  #closeTable(): boolean {
    this.#endEntry();
    const { parent } = this.#table;
    if (parent === undefined) return false;
    this.#table.close();
    this.#table = parent;
    this.#hasEntry = true;
    return true;
  }

  #endEntry(): void {
    if (this.#key === undefined && this.#name === NUMBER) this.#table.hasNumber();
    this.#beginEntry();
  }

  #beginEntry(): void {
    this.#hasEntry = false;
    this.#key = undefined;
    this.#name = '';
  }
}
