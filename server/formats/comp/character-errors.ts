import type { IToken } from 'chevrotain';
import { endOfToken } from './build-nodes.ts';
import type { CompSyntaxError } from './model.ts';
import { slipAt } from './other-languages.ts';
import { SyntaxErrors } from './syntax-errors.ts';
import { Nul, OpenComment } from './tokens.ts';

/** Says what is wrong with the characters from `start` on that no table can hold. */
export function characterErrors(text: string, start: number, faults: readonly IToken[]): readonly CompSyntaxError[] {
  const errors = SyntaxErrors.in(text);
  for (const fault of faults) {
    if (fault.startOffset < start || isFinalNul(text, fault) || !errors.takes(fault.startOffset)) continue;
    const slip = slipAt(text, fault);
    if (slip === undefined) errors.add(messageFor(fault), fault.startOffset, endOfFault(fault));
    else errors.push(slip);
  }
  return errors.all;
}

/** Fusion 16 and older end a comp with a NUL. */
function isFinalNul(text: string, fault: IToken): boolean {
  return fault.tokenType === Nul && endOfToken(fault) === text.length;
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
