import type { TextRange } from '../text/range.ts';
import type { YamlPath } from './yaml-node.ts';

/** A list or map between brackets that is not closed before the cursor. */
interface OpenFlow {
  readonly isMap: boolean;
  /** The key whose value comes; absent where a key comes. */
  key: string | undefined;
  /** How many commas were passed. */
  index: number;
}

/** A word between brackets. */
export interface FlowWord {
  readonly range: TextRange;
  /** The map in which the word is a key. */
  readonly keyOf: YamlPath | undefined;
  /** The value that the word is. */
  readonly valueOf: YamlPath | undefined;
  readonly hasColon: boolean;
}

/** Goes through what stands between brackets, over line after line, and looks for the word at the cursor. */
export class FlowScan {
  readonly #open: OpenFlow[] = [];
  /** The path of the value that the outermost bracket opens. */
  #base: YamlPath = [];
  /** The quotes of a text that goes on in the next line. */
  #quote: { readonly mark: string; readonly start: number } | undefined;

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Begins at the outermost bracket: `path` is that of the value that it opens. */
  begin(path: YamlPath, isMap: boolean): void {
    this.#base = path;
    this.#open.push({ isMap, key: undefined, index: 0 });
  }

  /** Forgets what is open: the lines that follow do not belong to it. */
  abandon(): void {
    this.#open.length = 0;
    this.#quote = undefined;
  }

  /**
   * Reads a line from `at` on, up to where the outermost bracket closes; `start` is the offset of the line. Answers with
   * the word at the cursor, if the cursor (in the line) is here and not in a comment.
   */
  scan(line: string, at: number, start: number, cursor: number | undefined): FlowWord | undefined {
    let next = at;
    while (next <= line.length && this.isOpen) {
      const step = this.#step(line, next, start, cursor);
      if (typeof step !== 'number') return step;
      if (step === next) return undefined;
      next = step;
    }
    return undefined;
  }

  #step(line: string, at: number, start: number, cursor: number | undefined): number | FlowWord | undefined {
    const blank = /^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0;
    const from = this.#quote === undefined ? at + blank : at;
    if (cursor !== undefined && cursor < from) return this.#word(line, cursor, cursor, start);
    const letter = line.charAt(from);
    if (letter === '' || (letter === '#' && (from === 0 || /[\s,[\]{}]/.test(line.charAt(from - 1))))) {
      if (cursor === undefined || letter === '#') return undefined;
      return cursor >= from ? this.#word(line, cursor, cursor, start) : undefined;
    }
    const top = this.#open.at(-1);
    if (top === undefined) return undefined;
    if (this.#quote === undefined && /[,:[\]{}]/.test(letter) && !(letter === ':' && !isColon(line, from))) {
      if (cursor === from) return this.#word(line, from, from, start);
      this.#indicator(letter, top);
      return from + 1;
    }
    const end = this.#endOfWord(line, from, start);
    if (cursor !== undefined && cursor <= end) {
      return this.#word(line, from, end, start);
    }
    if (top.isMap && top.key === undefined) this.#keySeen = unquoted(line.slice(from, end));
    return end === from ? from + 1 : end;
  }

  #keySeen: string | undefined;

  #indicator(letter: string, top: OpenFlow): void {
    if (letter === ',') {
      top.key = undefined;
      top.index += 1;
      this.#keySeen = undefined;
    } else if (letter === ':') {
      if (top.isMap && top.key === undefined) top.key = this.#keySeen ?? '';
    } else if (letter === '{' || letter === '[') {
      this.#open.push({ isMap: letter === '{', key: undefined, index: 0 });
      this.#keySeen = undefined;
    } else this.#open.pop();
  }

  #endOfWord(line: string, from: number, start: number): number {
    const mark = this.#quote?.mark ?? line.charAt(from);
    if (mark === '"' || mark === "'") {
      const first = this.#quote === undefined ? from + 1 : from;
      const end = endOfQuoted(line, first, mark);
      this.#quote = end === undefined ? (this.#quote ?? { mark, start: start + from }) : undefined;
      return end ?? line.length;
    }
    for (let at = from; at < line.length; at += 1) {
      const letter = line.charAt(at);
      const ends = /[,[\]{}]/.test(letter) || (letter === ':' && isColon(line, at));
      if (ends || (letter === '#' && /\s/.test(line.charAt(at - 1)))) return trimEnd(line, from, at);
    }
    return trimEnd(line, from, line.length);
  }

  #word(line: string, from: number, end: number, start: number): FlowWord | undefined {
    const top = this.#open.at(-1);
    if (top === undefined) return undefined;
    const isKey = top.isMap && top.key === undefined;
    // Put together for the one word that is looked for: brackets may be nested without end.
    const path = [...this.#base, ...this.#open.slice(0, -1).map(stepOf)];
    return {
      range: { start: start + from, end: start + end },
      keyOf: isKey ? path : undefined,
      valueOf: isKey ? undefined : [...path, stepOf(top)],
      hasColon: /^\s*:/.test(line.slice(end)),
    };
  }
}

function stepOf({ isMap, key, index }: OpenFlow): string | number {
  return isMap ? (key ?? '') : index;
}

/** Where a text in quotes ends in a line, after its last quote; absent where it goes on in the next line. */
export function endOfQuoted(line: string, from: number, mark: string): number | undefined {
  for (let at = from; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '\\' && mark === '"') at += 1;
    else if (letter === mark && mark === "'" && line.charAt(at + 1) === mark) at += 1;
    else if (letter === mark) return at + 1;
  }
  return undefined;
}

/** Whether the colon at `at` ends a key. */
export function isColon(line: string, at: number): boolean {
  return at + 1 >= line.length || /[\s,[\]{}]/.test(line.charAt(at + 1)) || /["']/.test(line.charAt(at - 1));
}

/** A key without its quotes, if it has any. */
export function unquoted(text: string): string {
  const mark = text.charAt(0);
  if ((mark !== '"' && mark !== "'") || text.length < 2 || !text.endsWith(mark)) return text;
  const inside = text.slice(1, -1);
  return mark === "'" ? inside.replaceAll("''", "'") : inside.replace(/\\(.)/g, '$1');
}

function trimEnd(line: string, from: number, end: number): number {
  let at = end;
  while (at > from && /\s/.test(line.charAt(at - 1))) at -= 1;
  return at;
}
