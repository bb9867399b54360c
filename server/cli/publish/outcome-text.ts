import type { Publish } from '../../protocol/publishes.ts';
import { printable } from '../terminal.ts';

/** So many lines of a kind are printed; JSON has more. */
const MOST_LINES = 20;

/**
 * What was found of a publish that has ended, a line each: findings of the checks that are no hints, then what verifying
 * has found; nothing where nothing was.
 */
export function outcomeText({ findings = [], moreFindings = 0, problems = [], moreProblems = 0 }: Publish): string {
  const found = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return (
    lines(
      found.map(({ severity, line, message, code }) => `${severity}: line ${line + 1}: ${message} [${code}]`),
      moreFindings,
      'findings',
    ) +
    lines(
      problems.map(({ severity, file, message }) => `${severity}: ${file}: ${message}`),
      moreProblems,
      'problems of files',
    )
  );
}

function lines(texts: readonly string[], notTold: number, of: string): string {
  const more = Math.max(0, texts.length - MOST_LINES) + notTold;
  const told = texts.slice(0, MOST_LINES).map((text) => `${printable(text)}\n`);
  const rest = more > 0 ? `and ${more} more ${of}\n` : '';
  return told.join('') + rest;
}
