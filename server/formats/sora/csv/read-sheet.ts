import { CsvError, type Info, parse } from 'csv-parse/sync';
import { decodeText } from '../../text/decode.ts';
import { type HeaderRow, readHeaderRow } from './header-row.ts';
import { LARGEST_SHEET, type Sheet, type SheetFault } from './sheet.ts';

/** So many faults of a table are told apart. */
const MOST_FAULTS = 20;

/** A row with the line on which it begins, counted from 1. */
interface ReadRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Reads the table in the bytes of a CSV file: UTF-8 with or without byte-order mark, UTF-16, or what Excel writes in
 * Western Europe. Never fails: what is wrong is among the faults. More than `LARGEST_SHEET` bytes are not read.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  if (bytes.length > LARGEST_SHEET) return empty([fault('error', 'has more than 1 MB and is not read.')]);
  const { text, isUtf8, faults } = decode(bytes);
  if (text.trim() === '') return empty(faults.length > 0 ? faults : [fault('error', 'is empty.')]);
  const header = readHeaderRow(text);
  const { rows, faults: ofRows } = readRows(text, header);
  const [first, ...others] = rows;
  const width = header.columns.length;
  const all = [
    ...faults,
    ...ofRows,
    ...columnFaults(header, others),
    ...others.flatMap((row) => raggedFault(row, width)),
  ];
  if (first !== undefined && others.length === 0) all.push(fault('warning', 'has columns and no rows.'));
  const filled = others.map(({ cells }) => header.columns.map((_, index) => cells[index] ?? ''));
  const { columns, delimiter } = header;
  return { columns, rows: filled, delimiter, isUtf8, faults: cut(all) };
}

function empty(faults: readonly SheetFault[]): Sheet {
  return { columns: [], rows: [], delimiter: ',', isUtf8: true, faults };
}

function fault(severity: SheetFault['severity'], message: string): SheetFault {
  return { severity, message };
}

function cut(faults: readonly SheetFault[]): readonly SheetFault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = faults.length - MOST_FAULTS;
  return [...faults.slice(0, MOST_FAULTS), fault('warning', `has ${more} more faults of these kinds.`)];
}

function decode(bytes: Uint8Array): { text: string; isUtf8: boolean; faults: readonly SheetFault[] } {
  const { text, encoding, invalidCount } = decodeText(bytes);
  if (encoding === 'binary') return { text: '', isUtf8: false, faults: [fault('error', 'is no text.')] };
  if (encoding !== 'utf-8') {
    const message = 'is UTF-16. It is read, but other programs may not: save it as UTF-8.';
    return { text, isUtf8: false, faults: [fault('warning', message)] };
  }
  if (invalidCount === 0) return { text, isUtf8: true, faults: [] };
  const message = 'is not UTF-8 and is read as Windows-1252, as Excel saves it: save it as “CSV UTF-8”.';
  const guessed = new TextDecoder('windows-1252').decode(bytes);
  return { text: guessed, isUtf8: false, faults: [fault('warning', message)] };
}

function readRows(text: string, header: HeaderRow): { rows: readonly ReadRow[]; faults: readonly SheetFault[] } {
  const strict = parseRows(text, header, false);
  if (strict.error === undefined) return { rows: strict.rows, faults: [] };
  // One wrong quote is not to cost all that follows: then quotes inside of cells are letters.
  const { rows } = parseRows(text, header, true);
  return { rows, faults: [quotingFault(strict.error)] };
}

/** What the parser met first. */
interface QuotingError {
  readonly code: string;
  readonly line: number;
}

function parseRows(
  text: string,
  header: HeaderRow,
  isRelaxed: boolean,
): { rows: readonly ReadRow[]; error: QuotingError | undefined } {
  const rows: ReadRow[] = [];
  let nextLine = header.linesBefore + 1;
  const onRecord = (cells: string[], { lines }: Pick<Info, 'lines'>): null => {
    const ownBreaks = cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
    if (cells.some((cell) => cell !== '')) rows.push({ cells, line: lines - ownBreaks });
    nextLine = lines + 1;
    return null;
  };
  try {
    parse(text, {
      delimiter: header.delimiter,
      from_line: header.linesBefore + 1,
      relax_column_count: true,
      relax_quotes: isRelaxed,
      skip_empty_lines: true,
      trim: true,
      on_record: onRecord,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, error: { code: error.code, line: nextLine } };
  }
  return { rows, error: undefined };
}

function quotingFault({ code, line }: QuotingError): SheetFault {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return fault('error', `opens a quote on line ${line} and never closes it: what follows is lost.`);
    case 'CSV_INVALID_CLOSING_QUOTE':
      return fault('error', `has words after a closing quote on line ${line}: a quote inside of a cell is written "".`);
    case 'INVALID_OPENING_QUOTE':
      return fault('error', `has a quote inside of a cell on line ${line}: put the cell in quotes and write "" there.`);
    default:
      return fault('error', `cannot be read from line ${line} on.`);
  }
}

function columnFaults({ columns }: HeaderRow, rows: readonly ReadRow[]): readonly SheetFault[] {
  const faults: SheetFault[] = [];
  const seen = new Map<string, number>();
  const used = new Set<number>();
  for (const { cells } of rows) for (const [index, cell] of cells.entries()) if (cell !== '') used.add(index);
  for (const [index, { name }] of columns.entries()) {
    const first = seen.get(name);
    if (name === '')
      faults.push(fault('warning', `has no name for column ${index + 1}: nothing can be filled from it.`));
    else if (first !== undefined) {
      faults.push(
        fault('warning', `has the column “${name}” twice, ${first + 1} and ${index + 1}: the first one is used.`),
      );
    } else {
      seen.set(name, index);
      if (rows.length > 0 && !used.has(index)) faults.push(fault('warning', `has nothing in the column “${name}”.`));
    }
  }
  return faults;
}

function raggedFault({ cells, line }: ReadRow, width: number): readonly SheetFault[] {
  if (cells.length === width) return [];
  const what =
    cells.length < width ? 'The rest is taken for empty.' : 'The rest is left out: is a delimiter not in quotes?';
  return [fault('warning', `has ${cells.length} of ${width} cells on line ${line}. ${what}`)];
}
