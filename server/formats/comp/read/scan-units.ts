import { endOfLongBracket } from '../long-bracket.ts';
import {
  BACKSLASH,
  CAPITAL_E,
  classOf,
  DIGIT,
  DOT,
  isBlank,
  isLineBreak,
  LEFT_BRACKET,
  MINUS,
  OTHER,
  PLUS,
  SMALL_E,
} from './characters.ts';

/** Nothing of the kind begins there. */
export const REFUSED = -1;

/** After the name that begins at `start`. */
export function endOfName(units: Uint16Array, start: number): number {
  let at = start + 1;
  while (classOf(units[at]) !== OTHER) at += 1;
  return at;
}

/** After the quote that closes the string on its line; backslashes take the next character with them. */
export function endOfString(units: Uint16Array, start: number, length: number): number {
  const quote = units[start];
  for (let at = start + 1; at < length; at += 1) {
    const code = units[at];
    if (code === quote) return at + 1;
    if (code === BACKSLASH) at += 1;
    else if (isLineBreak(code)) return REFUSED;
  }
  return REFUSED;
}

/** After a decimal number, with fraction and exponent; what follows must not be a letter. */
export function endOfNumber(units: Uint16Array, start: number): number {
  const whole = units[start] === MINUS ? start + 1 : start;
  let at = endOfDigits(units, whole);
  if (at === whole) return REFUSED;
  if (units[at] === DOT) at = endOfDigits(units, at + 1);
  const code = units[at];
  if (code === SMALL_E || code === CAPITAL_E) {
    const sign = units[at + 1];
    const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
    at = endOfDigits(units, digits);
    if (at === digits) return REFUSED;
  }
  const after = units[at];
  return classOf(after) !== OTHER || after === DOT ? REFUSED : at;
}

function endOfDigits(units: Uint16Array, start: number): number {
  let at = start;
  while (classOf(units[at]) === DIGIT) at += 1;
  return at;
}

/** The next character that is neither blank nor in a comment; refused is a comment that does not end. */
export function endOfBlanks(text: string, units: Uint16Array, start: number): number {
  let at = start;
  for (;;) {
    const code = units[at] ?? 0;
    if (isBlank(code)) at += 1;
    else if (code !== MINUS || units[at + 1] !== MINUS) return at;
    else if (units[at + 2] === LEFT_BRACKET) {
      at = endOfLongBracket(text, at + 2);
      if (at === REFUSED) return REFUSED;
    } else {
      at += 2;
      while (at < text.length && !isLineBreak(units[at])) at += 1;
    }
  }
}
