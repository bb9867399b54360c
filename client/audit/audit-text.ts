import path from 'node:path';
import { l10n } from 'vscode';
import type { AuditEntry, AuditFileReport, AuditReport } from '../../server/protocol/audit.ts';

/** Facts that have a column of their own, or are for programs. */
const NOT_SHOWN: readonly string[] = ['comp', 'file', 'step', 'sha256', 'compSha256', 'manifestSha256'];
/** Longer cells would push the others out of sight. */
const LONGEST = 60;

/** What is shown of a page of the audit trail: a table, aligned by blanks, the newest event first. */
export function trailText(
  title: string,
  {
    entries,
    total,
    unread,
  }: { readonly entries: readonly AuditEntry[]; readonly total: number; readonly unread: number },
): string {
  const notes = [
    ...(total > entries.length ? [l10n.t('The newest {0} of {1} events.', entries.length, total)] : []),
    ...(unread > 0 ? [l10n.t('{0} lines could not be understood: verify the audit trail.', unread)] : []),
  ];
  const rows = entries
    .toReversed()
    .map(({ at, event, user, machine, comp, facts }) => [
      new Date(at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' }),
      event,
      `${user}@${machine}`,
      comp === undefined ? '' : path.posix.basename(comp),
      factsText(facts),
    ]);
  const head = [l10n.t('Time'), l10n.t('Event'), l10n.t('By'), l10n.t('File'), l10n.t('Details')];
  const table = rows.length === 0 ? [l10n.t('Nothing is on record.')] : aligned([head, ...rows]);
  return [title, '', ...(notes.length === 0 ? [] : [...notes, '']), ...table, ''].join('\n');
}

/** What a look through the audit files found: one line a problem, with file and line. */
export function reportText({ root, sound, files }: AuditReport): string {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const title = sound
    ? l10n.t('The audit trail of {0} is sound: {1} lines in {2} files.', root, lines, files.length)
    : l10n.t('The audit trail of {0} is not sound.', root);
  return [title, '', ...files.flatMap(fileLines), ''].join('\n');
}

function fileLines({ file, lines, problems, moreProblems, torn, newer }: AuditFileReport): string[] {
  const notes = [
    ...problems.map(({ line, message }) => `  ${line === undefined ? '' : `${l10n.t('line {0}', line)}: `}${message}`),
    ...(moreProblems > 0 ? [`  ${l10n.t('{0} more problems.', moreProblems)}`] : []),
    ...(torn ? [`  ${l10n.t('Note: the last line is not whole; its writer died, or is writing just now.')}`] : []),
    ...(newer > 0 ? [`  ${l10n.t('Note: {0} lines are of a newer Compline.', newer)}`] : []),
  ];
  return [`${file}: ${l10n.t('{0} lines', lines)}`, ...notes];
}

function factsText(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .filter(([key, value]) => !NOT_SHOWN.includes(key) && value !== '' && value !== false)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}

/** What others wrote stays in its line, and in its column but for the last one. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) =>
    row.map((cell, column) => {
      const text = cell.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
      return column === row.length - 1 || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
    }),
  );
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
