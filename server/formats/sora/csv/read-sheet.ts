import { decodeText } from '../../text/decode.ts';
import { type HeaderRow, readHeaderRow } from './header-row.ts';
import { type QuoteFault, RowReader, type SheetRow } from './read-rows.ts';
import { LARGEST_SHEET, type Sheet, type SheetFault } from './sheet.ts';

/** So many faults of a table are told apart. */
const MOST_FAULTS = 20;

const TOO_LARGE = `has more than ${LARGEST_SHEET / 1024 / 1024} MB and is not read: divide it, and name the parts in \`meta.compline.csv\`.`;

/** So many rows are read between two places to pause: some milliseconds. */
const ROWS_AT_A_TIME = 2_000;

/**
 * Reads the table in the bytes of a CSV file: UTF-8 with or without byte-order mark, UTF-16, or what Excel writes in
 * Western Europe. Never fails: what is wrong is among the faults. More than `LARGEST_SHEET` bytes are not read.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  const reading = readingSheet(bytes);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

/** The same, and yields where the work may pause. */
export function* readingSheet(bytes: Uint8Array): Generator<undefined, Sheet> {
  if (bytes.length > LARGEST_SHEET) return empty([fault('error', TOO_LARGE)]);
  const { text, isUtf8, faults } = decode(bytes);
  if (text.trim() === '') return empty(faults.length > 0 ? faults : [fault('error', 'is empty.')]);
  yield undefined;
  const header = readHeaderRow(text);
  const { columns, delimiter } = header;
  const reader = new RowReader(text, delimiter, header.start, header.linesBefore + 1);
  reader.next();
  const rows: (readonly string[])[] = [];
  const used = new Set<number>();
  const ragged: SheetFault[] = [];
  for (let row = reader.next(), count = 0; row !== undefined; row = reader.next(), count += 1) {
    if (count % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) yield undefined;
    const { cells } = row;
    if (cells.every((cell) => cell === '')) continue;
    for (const [index, cell] of cells.entries()) if (cell !== '') used.add(index);
    if (cells.length !== columns.length) ragged.push(raggedFault(row, columns.length));
    rows.push(cells.length === columns.length ? cells : columns.map((_, index) => cells[index] ?? ''));
  }
  const all = [
    ...faults,
    ...(reader.fault === undefined ? [] : [quotingFault(reader.fault)]),
    ...columnFaults(header, rows.length === 0 ? undefined : used),
    ...ragged,
  ];
  if (rows.length === 0 && reader.fault === undefined) all.push(fault('warning', 'has columns and no rows.'));
  return { columns, rows, delimiter, isUtf8, faults: cut(all) };
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

function quotingFault({ kind, line }: QuoteFault): SheetFault {
  switch (kind) {
    case 'not-closed':
      return fault('error', `opens a quote on line ${line} and never closes it: what follows is lost.`);
    case 'words-after':
      return fault('error', `has words after a closing quote on line ${line}: a quote inside of a cell is written "".`);
    case 'inside':
      return fault('error', `has a quote inside of a cell on line ${line}: put the cell in quotes and write "" there.`);
  }
}

/** `used` are the columns that have something in a row; absent where there are no rows. */
function columnFaults({ columns }: HeaderRow, used: ReadonlySet<number> | undefined): readonly SheetFault[] {
  const faults: SheetFault[] = [];
  const seen = new Map<string, number>();
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
      if (used !== undefined && !used.has(index)) faults.push(fault('warning', `has nothing in the column “${name}”.`));
    }
  }
  return faults;
}

function raggedFault({ cells, line }: SheetRow, width: number): SheetFault {
  const what =
    cells.length < width ? 'The rest is taken for empty.' : 'The rest is left out: is a delimiter not in quotes?';
  return fault('warning', `has ${cells.length} of ${width} cells on line ${line}. ${what}`);
}
