import type { IToken } from 'chevrotain';
import { endOfToken } from './build-nodes.ts';
import type { CompSyntaxError } from './model.ts';
import { SyntaxErrors } from './syntax-errors.ts';
import { Nul, OpenComment } from './tokens.ts';

const CURLY_QUOTE = /^[\u2018-\u201f]/;
/** A text between curly quotes is no longer than this. */
const LONGEST_TEXT = 200;
/** So far back is looked for the beginning of a line. */
const DEEPEST_INDENT = 100;

/** Says what is wrong with the characters from `start` on that no table can hold. */
export function characterErrors(text: string, start: number, faults: readonly IToken[]): readonly CompSyntaxError[] {
  const errors = SyntaxErrors.in(text);
  for (const fault of faults) {
    if (fault.startOffset < start || isFinalNul(text, fault)) continue;
    const { message, repair } = describe(text, fault);
    errors.add(message, fault.startOffset, endOfFault(fault), repair);
  }
  return errors.all;
}

/** Fusion 16 and older end a comp with a NUL. */
function isFinalNul(text: string, fault: IToken): boolean {
  return fault.tokenType === Nul && endOfToken(fault) === text.length;
}

type Description = Pick<CompSyntaxError, 'message' | 'repair'>;

function describe(text: string, fault: IToken): Description {
  return curlyQuote(text, fault) ?? otherComment(text, fault) ?? { message: messageFor(fault) };
}

/** `“Merge1”`: what word processors and web pages make of quotes. */
function curlyQuote(text: string, fault: IToken): Description | undefined {
  if (!CURLY_QUOTE.test(fault.image)) return undefined;
  const message = 'This is no quote: a text stands between two `"`.';
  const start = fault.startOffset;
  const [quoted, inside = ''] =
    /^.([^"\\\r\n\u2018-\u201f]*)[\u2018-\u201f]/.exec(text.slice(start, start + LONGEST_TEXT)) ?? [];
  if (quoted === undefined) return { message };
  const newText = `"${inside}"`;
  return {
    message,
    repair: { title: `Write \`${newText}\``, edits: [{ range: { start, end: start + quoted.length }, newText }] },
  };
}

/** `// ...` and `# ...`: comments of other languages. */
function otherComment(text: string, fault: IToken): Description | undefined {
  const { startOffset: start } = fault;
  const before = text.slice(Math.max(0, start - DEEPEST_INDENT), start);
  const [mark] = /^(?:\/\/|#)/.exec(fault.image) ?? [];
  if (mark === undefined || !/(?:^|[\r\n])[\t ]*$/.test(before)) return undefined;
  const edits = [{ range: { start, end: start + mark.length }, newText: '--' }];
  return { message: 'A comment begins with `--`.', repair: { title: 'Write `--`', edits } };
}

function messageFor(fault: IToken): string {
  if (fault.tokenType === Nul) return 'A NUL character stands here; the file is damaged, or it is no text.';
  if (fault.tokenType === OpenComment) return 'This comment is not closed: its `]]` is missing.';
  const code = fault.image.codePointAt(0) ?? 0;
  if (code === 0xfffd) return 'The character U+FFFD stands for bytes that were lost when the file was converted.';
  const shown = code > 32 && code < 127 ? `\`${fault.image.slice(0, 20)}\`` : `U+${hexadecimal(code)}`;
  return `The character ${shown} cannot stand outside of quotes.`;
}

function hexadecimal(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

/** The blanks that follow a NUL are no part of what is wrong. */
function endOfFault(fault: IToken): number {
  if (fault.tokenType !== Nul) return endOfToken(fault);
  return fault.startOffset + fault.image.lastIndexOf('\0') + 1;
}
