import { decodeJsonString } from '../json/json-string.ts';
import type { TextRange } from '../text/range.ts';

/** A `{name}` in a prompt. */
export interface Placeholder {
  /** The name without blanks around it. */
  readonly name: string;
  /** As it stands in the prompt, with its braces and the blanks in them. */
  readonly written: string;
  /** With its braces. */
  readonly range: TextRange;
  /** The name alone. */
  readonly nameRange: TextRange;
}

/** A stretch of a prompt: words as they are, `{{` or `}}` as the brace that it stands for, or a placeholder. */
export type PromptPart = { readonly text: string } | { readonly placeholder: Placeholder };

/** What is wrong with a brace in a prompt. */
export interface BraceFault {
  readonly kind: 'lone-open' | 'lone-close' | 'empty';
  readonly range: TextRange;
}

/** A prompt with the places that a table fills. */
export interface PromptText {
  /** The text as it is written, with its braces. */
  readonly text: string;
  readonly parts: readonly PromptPart[];
  readonly placeholders: readonly Placeholder[];
  readonly faults: readonly BraceFault[];
}

/**
 * Reads a prompt out of a JSON string literal, given without its quotes; `start` is its offset in the document, and all
 * ranges are the document's. `{name}` is filled by a column, `{{` and `}}` stand for a brace. No other program has a
 * rule for these: this one is Compline's, and the one of Python's format strings.
 */
export function readPrompt(literal: string, start: number): PromptText {
  const { text, offsetAt } = decodeJsonString(literal);
  const range = (from: number, to: number): TextRange => ({ start: start + offsetAt(from), end: start + offsetAt(to) });
  const parts: PromptPart[] = [];
  const placeholders: Placeholder[] = [];
  const faults: BraceFault[] = [];
  let words = '';
  const flush = (): void => {
    if (words !== '') parts.push({ text: words });
    words = '';
  };
  const brace = /[{}]/g;
  let at = 0;
  for (;;) {
    brace.lastIndex = at;
    const found = brace.exec(text);
    words += text.slice(at, found?.index ?? text.length);
    if (found === null) break;
    const { index } = found;
    const [character] = found;
    at = index + 1;
    if (text[at] === character) {
      words += character;
      at += 1;
      continue;
    }
    const closing = character === '{' ? closingOf(text, at) : undefined;
    if (closing === undefined) {
      faults.push({ kind: character === '{' ? 'lone-open' : 'lone-close', range: range(index, index + 1) });
      words += character;
      continue;
    }
    const name = text.slice(at, closing);
    if (name.trim() === '') {
      faults.push({ kind: 'empty', range: range(index, closing + 1) });
      words += text.slice(index, closing + 1);
    } else {
      flush();
      const before = name.length - name.trimStart().length;
      const nameRange = range(at + before, at + name.trimEnd().length);
      const written = text.slice(index, closing + 1);
      const placeholder = { name: name.trim(), written, range: range(index, closing + 1), nameRange };
      placeholders.push(placeholder);
      parts.push({ placeholder });
    }
    at = closing + 1;
  }
  flush();
  return { text, parts, placeholders, faults };
}

/** Where the placeholder ends that is open at `from`; absent where a line or the text ends before, or another begins. */
function closingOf(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '}') return at;
    if (character === '{' || character === '\n' || character === '\r') return undefined;
  }
  return undefined;
}

/** The prompt with its placeholders filled; what `fill` does not know stays as it is written. */
export function fillPrompt({ parts }: PromptText, fill: (name: string) => string | undefined): string {
  return parts
    .map((part) => ('text' in part ? part.text : (fill(part.placeholder.name) ?? part.placeholder.written)))
    .join('');
}
