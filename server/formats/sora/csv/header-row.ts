import type { Delimiter, SheetColumn } from './sheet.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The first row of a table, as it is written. */
export interface HeaderRow {
  readonly columns: readonly SheetColumn[];
  readonly delimiter: Delimiter;
  /** Where it begins. */
  readonly start: number;
  /** The lines before it: Excel writes `sep=;` to say what the delimiter is. */
  readonly linesBefore: number;
}

/** Finds the columns of a table and what its cells are divided by: of comma, semicolon and tab the most frequent. */
export function readHeaderRow(text: string): HeaderRow {
  const [declared, sign] = /^sep=([,;\t])(?:\r?\n|\r|$)/i.exec(text) ?? [];
  let start = declared?.length ?? 0;
  let line = declared === undefined ? 0 : 1;
  for (let blank = blankLine(text, start); blank !== undefined; blank = blankLine(text, start)) {
    start = blank;
    line += 1;
  }
  const delimiter = DELIMITERS.find((each) => each === sign) ?? mostFrequent(text, start);
  return { columns: cellsOf(text, start, line, delimiter), delimiter, start, linesBefore: line };
}

/** Where the next line begins if this one has nothing in it. */
function blankLine(text: string, start: number): number | undefined {
  const match = /[ \t]*(?:\r?\n|\r)/y;
  match.lastIndex = start;
  const found = match.exec(text);
  return found === null ? undefined : start + found[0].length;
}

function mostFrequent(text: string, start: number): Delimiter {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const found = [...DELIMITERS].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return found[0] ?? ',';
}

function cellsOf(text: string, from: number, firstLine: number, delimiter: Delimiter): readonly SheetColumn[] {
  const columns: SheetColumn[] = [];
  let line = firstLine;
  let lineStart = from;
  let cellStart = from;
  let cellLine = line;
  let cellLineStart = lineStart;
  let isQuoted = false;
  for (let at = from; at <= text.length; at += 1) {
    const character = text[at];
    const isEnd = character === undefined || (!isQuoted && (character === '\n' || character === '\r'));
    if (isEnd || (!isQuoted && character === delimiter)) {
      const written = text.slice(cellStart, at);
      const shown = written.trim();
      const skipped = written.length - written.trimStart().length;
      const character0 = cellStart + skipped - cellLineStart;
      columns.push({ name: nameOf(shown), line: cellLine, character: character0, length: shown.length });
      if (isEnd) break;
      cellStart = at + 1;
      cellLine = line;
      cellLineStart = lineStart;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (character === '\n') {
      line += 1;
      lineStart = at + 1;
    }
  }
  return columns;
}

function nameOf(cell: string): string {
  const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  return (isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim();
}
