import type { LogLine } from './log-reader.ts';

/** Characters of a line's message that are repeated elsewhere. */
const LONGEST_SAID = 300;

/**
 * A line as the log of an attempt has it after its time: `[error] No camera (/show/render.py:14)`. The place is added
 * in the form that editors and terminals make a link of, where the line does not have it so already.
 */
export function writtenLine({ level, text, place }: Pick<LogLine, 'level' | 'text' | 'place'>): string {
  const where = place?.line === undefined ? undefined : `${place.file}:${place.line}`;
  const link = where === undefined || text.includes(where) ? '' : ` (${where})`;
  return `[${level}] ${text}${link}`;
}

/** What a line says is wrong, in short; undefined where it says nothing of the kind. */
export function saidBy({ level, message, place }: LogLine): string | undefined {
  if (level !== 'error' || message === undefined || message === '') return undefined;
  const where = place?.line === undefined || message.includes(`:${place.line}`) ? '' : ` (${place.file}:${place.line})`;
  return message.length <= LONGEST_SAID ? `${message}${where}` : `${message.slice(0, LONGEST_SAID)}…${where}`;
}
