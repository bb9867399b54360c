import { scanTokens } from '../../formats/comp/format/scan-tokens.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';

/** Where a text says something else than it did. */
export interface ChangedStretch {
  /** What is new in the text; where something is gone, the word before. */
  readonly range: TextRange;
  /** What makes the text say again what it said. */
  readonly undo: TextEdit;
}

/** Whether a word says the same as the other one did, though it is not the same. */
export type SaysSame = (before: string, now: string) => boolean;

/**
 * The one stretch, from the first difference to the last, in which the text of a tool differs from what it was; absent
 * where they say the same. White space between words says nothing. All offsets are those of `now`.
 */
export function changedStretch(
  before: string,
  now: string,
  saysSame: SaysSame = () => false,
): ChangedStretch | undefined {
  if (before === now) return undefined;
  const old = wordsOf(before);
  const words = wordsOf(now);
  const isSame = (a: TextRange | undefined, b: TextRange | undefined): boolean => {
    if (a === undefined || b === undefined) return false;
    const was = before.slice(a.start, a.end);
    const is = now.slice(b.start, b.end);
    return was === is || saysSame(was, is);
  };
  let head = 0;
  while (isSame(old[head], words[head])) head += 1;
  if (head === old.length && head === words.length) return undefined;
  let tail = 0;
  const most = Math.min(old.length, words.length) - head;
  while (tail < most && isSame(old[old.length - 1 - tail], words[words.length - 1 - tail])) tail += 1;
  const gapBefore = gap(before, old, head, tail);
  const range = gap(now, words, head, tail);
  return {
    range: spoken(words, head, tail) ?? words[head - 1] ?? range,
    undo: { range, newText: before.slice(gapBefore.start, gapBefore.end) },
  };
}

/** The words of a text. What follows the first thing that is none is one word more. */
function wordsOf(text: string): readonly TextRange[] {
  const words: TextRange[] = [...scanTokens(text)];
  const rest = text.slice(words.at(-1)?.end ?? 0).trimStart();
  return rest === '' ? words : [...words, { start: text.length - rest.length, end: text.length }];
}

/** Everything between the first words and the last ones, white space too. */
function gap(text: string, words: readonly TextRange[], head: number, tail: number): TextRange {
  const end = tail === 0 ? text.length : (words[words.length - tail]?.start ?? text.length);
  return { start: words[head - 1]?.end ?? 0, end };
}

/** From the first word between to the last; absent where there is none. */
function spoken(words: readonly TextRange[], head: number, tail: number): TextRange | undefined {
  const first = words[head];
  const last = words[words.length - 1 - tail];
  if (first === undefined || last === undefined || words.length - tail <= head) return undefined;
  return { start: first.start, end: last.end };
}
