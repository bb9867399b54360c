import { numberedName, type Span } from './sequence.ts';

/** Frames before the first: `plate.-005.exr`. Such names are no sequence here: their minus could be a dash as well. */
export const NEGATIVE = /[._]-$/;

/** The numbers of the files of one lead and extension, as they are written. */
interface Numbers {
  readonly written: Set<string>;
  /** The spans of the widths that were asked for. */
  readonly spans: Map<number, readonly Span[]>;
}

/** The names of the files in one folder, in an order in which a sequence is found without a look at every name. */
export class FolderListing {
  readonly #ignoresCase: boolean;
  readonly #others = new Set<string>();
  readonly #sequences = new Map<string, Numbers>();

  /** `ignoresCase`: whether the folder's file system takes names in another letter case for the same. */
  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  /** Adds a name. */
  add(name: string): void {
    const { key, digits } = this.#parse(name);
    if (digits === undefined) {
      this.#others.add(key);
      return;
    }
    const known = this.#sequences.get(key);
    if (known === undefined) this.#sequences.set(key, { written: new Set([digits]), spans: new Map() });
    else {
      known.written.add(digits);
      known.spans.clear();
    }
  }

  /** True where there is a file of this name. */
  has(name: string): boolean {
    const { key, digits } = this.#parse(name);
    if (digits === undefined) return this.#others.has(key);
    return this.#sequences.get(key)?.written.has(digits) === true;
  }

  /**
   * The numbers of the sequence that a name belongs to, as spans in order; undefined for a name without a number. The
   * digits of the name are the least: `0001` goes with `10000` but not with `1`. Without zeros before it, a number goes
   * with every other one without them.
   */
  framesLike(name: string): readonly Span[] | undefined {
    const { key, digits } = this.#parse(name);
    if (digits === undefined) return undefined;
    const numbers = this.#sequences.get(key);
    if (numbers === undefined) return [];
    const width = digits.startsWith('0') ? digits.length : 1;
    const known = numbers.spans.get(width);
    if (known !== undefined) return known;
    const spans = spansOf([...numbers.written].filter((it) => it.length === width || isBare(it, width)).map(Number));
    numbers.spans.set(width, spans);
    return spans;
  }

  #parse(name: string): { readonly key: string; readonly digits: string | undefined } {
    // macOS takes composed and decomposed letters for the same and gives back whichever was written.
    const composed = name.normalize();
    const folded = this.#ignoresCase ? composed.toLowerCase() : composed;
    const { lead, digits, extension } = numberedName(folded);
    if (digits === '' || NEGATIVE.test(lead)) return { key: folded, digits: undefined };
    // No name of a file holds a slash, so that the two kinds of keys keep apart.
    return { key: `${lead}/${extension}`, digits };
  }
}

/** More digits than the width asks for, and no zero before them. */
function isBare(digits: string, width: number): boolean {
  return digits.length > width && !digits.startsWith('0');
}

/** Numbers in any order as spans in order. */
export function spansOf(numbers: readonly number[]): readonly Span[] {
  const spans: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && number <= last.last + 1) last.last = number;
    else spans.push({ first: number, last: number });
  }
  return spans;
}
