import type { AuditEntry, AuditFileReport, AuditReport } from '../protocol/audit.ts';
import { formatTable } from './table.ts';

/** Facts that have a column of their own, or are for programs. */
const NOT_SHOWN: readonly string[] = ['comp', 'file', 'step', 'sha256', 'compSha256', 'manifestSha256'];

/** Events as a table, a line each. What others wrote stays on its line. */
export function entriesText(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ at, user, machine, event, comp, facts }) => [
    at.replace('T', ' ').replace(/\.\d+Z$/, 'Z'),
    event,
    `${user}@${machine}`,
    comp ?? '',
    factsText(facts),
  ]);
  return formatTable([['time', 'event', 'by', 'file', ''], ...rows.map((row) => row.map(onOneLine))]);
}

/** What a look through the audit files found. */
export function reportText({ files, sound, root }: AuditReport): string {
  const lines = files.flatMap(fileLines);
  const count = files.reduce((sum, file) => sum + file.lines, 0);
  const end = sound
    ? `The audit trail of ${root} is sound: ${count} lines in ${files.length} files.`
    : `The audit trail of ${root} is not sound.`;
  return [...lines, end, ''].join('\n');
}

function fileLines({ file, problems, moreProblems, torn, newer }: AuditFileReport): string[] {
  const lines = problems.map(({ line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  if (moreProblems > 0) lines.push(`${file}: ${moreProblems} more problems.`);
  if (torn) lines.push(`${file}: note: the last line is not whole; its writer died, or is writing just now.`);
  if (newer > 0) lines.push(`${file}: note: ${newer} lines are of a newer Compline.`);
  return lines;
}

function factsText(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .filter(([key, value]) => !NOT_SHOWN.includes(key) && value !== '' && value !== false)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');
}

const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
