import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The rows of the table of a page whose head begins with a word: cell by cell, without the head. */
export function docTable(page: string, head: string): string[][] {
  const lines = readFileSync(path.join(import.meta.dirname, '../../../../../docs/farms', page), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (start < 0) throw new Error(`no table ${head}`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
