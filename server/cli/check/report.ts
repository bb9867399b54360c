import type { Finding, Severity } from '../../checks/check.ts';
import { printable } from '../terminal.ts';
import type { CheckedFile } from './check-file.ts';

/** A place in a text as LSP has it: line and character (UTF-16 code units) count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What `compline check --format json` prints. */
export interface CheckReport {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: Severity;
      readonly message: string;
      readonly range: { readonly start: Position; readonly end: Position };
    }[];
  }[];
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number };
  /** With `--fix`: the files in which something was mended, each with what was done, and those that could not be written. */
  readonly fixed?: readonly FixedFile[];
}

/** What `--fix` did with a file. */
export interface FixedFile {
  readonly path: string;
  /** The titles of the repairs, in the order in which they were made. */
  readonly repairs: readonly string[];
  /** Why they are not in the file: somebody holds its lock, or it cannot be written. */
  readonly refused?: string;
}

/** The findings of all files with their offsets turned into lines and characters. */
export function reportOf(checked: readonly CheckedFile[]): CheckReport {
  const files = checked.map(({ path, text, findings }) => {
    const lines = lineStarts(text);
    const diagnostics = findings.map(({ code, severity, message, range }) => ({
      code,
      severity,
      message,
      range: { start: positionAt(lines, range.start), end: positionAt(lines, range.end) },
    }));
    return { path, diagnostics };
  });
  const all = checked.flatMap((file) => file.findings);
  return { files, summary: { files: files.length, errors: count(all, 'error'), warnings: count(all, 'warning') } };
}

/** For people: `path:line:column severity message (code)`, lines and columns from 1, and a summary. */
export function formatText({ files, summary }: CheckReport): string {
  const lines = files.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ code, severity, message, range: { start } }) =>
      printable(`${path}:${start.line + 1}:${start.character + 1} ${severity} ${message} (${code})`),
    ),
  );
  const total = `${plural(summary.files, 'file')} checked: ${plural(summary.errors, 'error')}, ${plural(summary.warnings, 'warning')}`;
  return `${[...lines, total].join('\n')}\n`;
}

/** What `--fix` did, for people: a line for each file, with how often each repair was made. */
export function formatFixed(fixed: readonly FixedFile[]): string {
  const lines = fixed.map(({ path, repairs, refused }) => {
    if (refused !== undefined) return printable(`${path} was not fixed: ${refused}`);
    const counts = new Map<string, number>();
    for (const title of repairs) counts.set(title, (counts.get(title) ?? 0) + 1);
    const told = [...counts].map(([title, times]) => (times === 1 ? title : `${title} (${times} times)`));
    return printable(`${path} fixed: ${told.join('; ')}`);
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Workflow commands, which GitHub shows at the lines they name. */
export function formatGithub({ files }: CheckReport): string {
  const lines = files.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ code, severity, message, range: { start, end } }) => {
      const command = severity === 'error' || severity === 'warning' ? severity : 'notice';
      const place = `file=${property(path)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1}`;
      return `::${command} ${place},title=${property(code)}::${escaped(message)}\n`;
    }),
  );
  return lines.join('');
}

const count = (findings: readonly Finding[], severity: Severity) =>
  findings.filter((finding) => finding.severity === severity).length;

const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

/** The escapes of GitHub's workflow commands, in a message and in a property. */
const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}
