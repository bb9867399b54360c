import type { Input } from '../../formats/comp/model.ts';
import type { Markup } from '../markup.ts';

/** The most lines a list in a hover has. */
const LIST_LIMIT = 20;

/** The most characters of a value that are shown. */
const VALUE_LIMIT = 200;

/** A heading with a list below it; nothing for an empty list. */
export function list(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, LIST_LIMIT).map((line) => `- ${line}`);
  if (lines.length > LIST_LIMIT) shown.push(`- and ${lines.length - LIST_LIMIT} more`);
  return [`${heading}:\n${shown.join('\n')}`];
}

/** A connection's end: a tool's input or output, `Merge1.Background`. */
export function end(markup: Markup, tool: string, slot: string | undefined): string {
  return markup.code(slot === undefined ? tool : `${tool}.${slot}`);
}

/** An `InstanceInput` is fed by nothing: it hands its value on to the input it names. */
export function isPublished(input: Input): boolean {
  return input.constructorName === 'InstanceInput';
}

/** A text on one line, cut where it is long. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= VALUE_LIMIT ? line : `${line.slice(0, VALUE_LIMIT)}…`;
}
