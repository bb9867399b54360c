/** One column of a table. */
export interface SheetColumn {
  /** Without blanks around it. */
  readonly name: string;
  /** Where its cell stands in the text, with its quotes: the line from 0, the rest in UTF-16 code units. */
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** What is wrong with a table. */
export interface SheetFault {
  /** A sentence that names line and column; the name of the file goes before it. */
  readonly message: string;
  /** `error` where rows are lost, `hint` where nothing comes of it. */
  readonly severity: 'error' | 'warning' | 'hint';
}

/** A table that fills the placeholders of prompts: its first row names the columns. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** By row and column; short rows are filled up with empty cells. */
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: Delimiter;
  /** False where positions of `columns` are not those of an editor, and the header is better left alone. */
  readonly isUtf8: boolean;
  readonly faults: readonly SheetFault[];
}

/** What may stand between two cells. */
export type Delimiter = ',' | ';' | '\t';

/** Tables of more bytes than this are not read. */
export const LARGEST_SHEET = 8 * 1024 * 1024;

/** Where the column with this name is, if there is one; of two the first. */
export function columnIndex({ columns }: Sheet, name: string): number | undefined {
  const index = columns.findIndex((column) => column.name === name);
  return index === -1 ? undefined : index;
}

/** What a row has in a column; absent where there is no such column or row. */
export function cellAt(sheet: Sheet, name: string, row: number): string | undefined {
  const index = columnIndex(sheet, name);
  return index === undefined ? undefined : sheet.rows[row]?.[index];
}

/** What a column has in each row; absent where there is no such column. */
export function columnValues(sheet: Sheet, name: string): readonly string[] | undefined {
  const index = columnIndex(sheet, name);
  return index === undefined ? undefined : sheet.rows.map((row) => row[index] ?? '');
}

/** A text as a cell, in quotes where it needs them. */
export function writeCell(text: string, delimiter: Delimiter): string {
  const needsQuotes = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
