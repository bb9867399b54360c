import type { CursorContext } from '../../../formats/comp/cursor-context.ts';
import { writeKey } from '../../../formats/comp/edits.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { quote } from '../../../formats/comp/quoted-string.ts';
import type { InsertText, TabStop } from '../../answers/completion.ts';

/** How much of the text before and after the cursor tells how to write there; UTF-16 code units. */
const LOOK_AROUND = 2_000;

/** A place where the user goes on typing. What stands there until then is written as the file writes it. */
export function stop(placeholder: string): TabStop {
  return { placeholder };
}

/** A quoted string whose text the user goes on with. */
export function quotedStop(text: string): InsertText {
  return ['"', stop(quote(text).slice(1, -1)), '"'];
}

/**
 * Writes entries and values so that the text around the cursor stays valid: with the commas that are not there yet, and
 * on lines of their own where the cursor is on one.
 */
export class Writing {
  readonly #before: string;
  readonly #after: string;
  readonly #lineEnd: string;
  readonly #context: CursorContext;

  constructor(comp: Comp, context: CursorContext) {
    const { start, end } = context.word;
    this.#before = comp.slice(Math.max(0, start - LOOK_AROUND), start);
    this.#after = comp.slice(end, end + LOOK_AROUND);
    this.#lineEnd = /\r?\n/.exec(this.#before + this.#after)?.[0] ?? '\n';
    this.#context = context;
  }

  /** An entry at the cursor. `value` has line breaks and tabs as it would at the beginning of a line. */
  entry(name: string, value: InsertText): InsertText {
    return this.bareEntry(writeKey(name), value);
  }

  /** An entry whose key is written already. */
  bareEntry(key: string, value: InsertText): InsertText {
    return this.hasValue ? [key] : this.element([`${key} = `, ...value]);
  }

  /** An element of a list at the cursor. */
  element(value: InsertText): InsertText {
    if (this.#hasComma) return this.#layOut(value);
    return [...this.#layOut(value), /^[^\s}]/.test(this.#after) ? ', ' : ','];
  }

  /** The value of the key before the cursor. */
  value(value: InsertText): InsertText {
    const lead = this.#before.endsWith('=') ? ' ' : '';
    const isBeforeEntry = /^\s*[\w["']/.test(this.#after);
    return [lead, ...this.#layOut(value), isBeforeEntry ? ',' : ''];
  }

  /** The rest of the string the cursor is in. */
  content(text: string): InsertText {
    return [quote(text).slice(1, -1), this.#context.string?.isClosed === false ? '"' : ''];
  }

  /** The word at the cursor is a key that has its value already. */
  get hasValue(): boolean {
    return /^\s*=/.test(this.#after);
  }

  /** The word at the cursor is a constructor that has its table already. */
  get hasTable(): boolean {
    return /^\s*(?:\(\s*\)\s*)?\{/.test(this.#after);
  }

  /** What the cursor could be at is there already, on the same line: another value would be one too many. */
  get isBeforeValue(): boolean {
    if (this.#context.stand === 'key') return /^[ \t]*["'\d-]/.test(this.#after);
    return /^[ \t]*["'{\w-]/.test(this.#after) && !/^[ \t]*[\w.]+\s*=/.test(this.#after);
  }

  get #hasComma(): boolean {
    return /^\s*[,;]/.test(this.#after);
  }

  #layOut(text: InsertText): InsertText {
    const line = /[^\n]*$/.exec(this.#before)?.[0] ?? '';
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    // In the middle of a line everything stays on it, unless a value begins there that ends its line.
    const endsLine = /^[ \t]*[,;]?[ \t]*(?:\r?\n|$)/.test(this.#after);
    const isAlone = endsLine && (line === indent || this.#context.stand === 'value');
    const breaks = isAlone ? `${this.#lineEnd}${indent}` : ' ';
    const lay = (part: string): string => (isAlone ? part.replaceAll('\n', breaks) : part.replace(/\n\t*/g, breaks));
    return text.map((part) => (typeof part === 'string' ? lay(part) : part));
  }
}
