import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { NUMBERS_OF_WORD } from './encode-words.ts';

/** So many documents have their last answer kept. */
const MOST_KEPT = 8;

/** The last answer about the words of each document, so that the next one need only say what has changed. */
export class WordResults {
  readonly #last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  #count = 0;

  /** The words of a document as a whole. */
  whole(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#keep(uri, data), data };
  }

  /** What has changed since the answer `previousId`; the whole where that is not known any more. */
  since(uri: string, previousId: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const previous = this.#last.get(uri);
    if (previous?.resultId !== previousId) return this.whole(uri, data);
    const edit = difference(previous.data, data);
    return { resultId: this.#keep(uri, data), edits: edit === undefined ? [] : [edit] };
  }

  /** Forgets a document that is no longer open. */
  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #keep(uri: string, data: readonly number[]): string {
    this.#count += 1;
    const resultId = String(this.#count);
    // Put at the end again: the document that was asked about longest ago is the first.
    this.#last.delete(uri);
    this.#last.set(uri, { resultId, data });
    const [oldest] = this.#last.keys();
    if (this.#last.size > MOST_KEPT && oldest !== undefined) this.#last.delete(oldest);
    return resultId;
  }
}

/** The stretch between the words both begin with and those both end with. */
function difference(
  before: readonly number[],
  after: readonly number[],
): { start: number; deleteCount: number; data: number[] } | undefined {
  const most = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < most && before[prefix] === after[prefix]) prefix += 1;
  if (prefix === before.length && prefix === after.length) return undefined;
  prefix -= prefix % NUMBERS_OF_WORD;
  let suffix = 0;
  while (suffix < most - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  suffix -= suffix % NUMBERS_OF_WORD;
  return {
    start: prefix,
    deleteCount: before.length - prefix - suffix,
    data: after.slice(prefix, after.length - suffix),
  };
}
