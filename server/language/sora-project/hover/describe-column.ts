import type { SheetOnDisk } from '../../../checks/sora/sheet-reader.ts';
import { columnValues } from '../../../formats/sora/csv/sheet.ts';
import type { Markup } from '../../markup.ts';
import { shorten } from '../words.ts';

/** So many rows are shown. */
const MOST_ROWS = 8;

/** What the table has for a placeholder, row by row. */
export function describeColumn(
  name: string,
  file: string | undefined,
  onDisk: SheetOnDisk | undefined,
  markup: Markup,
): string {
  const heading = `${markup.strong(`{${name}}`)}`;
  if (file === undefined || onDisk === undefined) {
    return `${heading}\n\nA placeholder: shots that are made from this are filled from the table of the project.`;
  }
  if (onDisk.kind === 'missing') return `${heading}\n\nThere is no ${markup.code(file)} to fill it.`;
  if (onDisk.kind !== 'read') return `${heading}\n\n${markup.code(file)} is not read.`;
  const values = columnValues(onDisk.sheet, name);
  if (values === undefined) return `${heading}\n\n${markup.code(file)} has no such column.`;
  const count = values.length === 1 ? '1 row' : `${values.length} rows`;
  const rows = values
    .slice(0, MOST_ROWS)
    .map((value, row) => `- ${row + 1}: ${value === '' ? 'nothing' : markup.code(shorten(value))}`);
  if (values.length > MOST_ROWS) rows.push(`- and ${values.length - MOST_ROWS} more`);
  return [`${heading}\n\nColumn of ${markup.code(file)}, ${count}:`, rows.join('\n')].join('\n');
}
