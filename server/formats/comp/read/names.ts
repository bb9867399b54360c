import { detached } from '../../text/text-chunk.ts';

/** Slices shorter than this are copied by the engines we know, and hold nothing else. */
const SHORT = 13;

/** So many names are found without a text being made of them; a power of two. */
const RECENT = 512;

/** Names of inputs, types and outputs, each kept once: a comp has many tools and few different names in them. */
export class Names {
  readonly #known = new Map<string, string>();
  /** By length and letters: the name that was found last. */
  readonly #recent: string[] = Array.from({ length: RECENT }, () => '');

  /** The same name, held by itself and once. */
  of(name: string): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const kept = detached(name);
    this.#known.set(kept, kept);
    return kept;
  }

  /** The name that stands in a text. */
  in(text: string, start: number, end: number): string {
    const length = end - start;
    const middle = text.charCodeAt(start + (length >> 1));
    const slot = (31 * text.charCodeAt(start) + 17 * middle + 7 * text.charCodeAt(end - 1) + length) & (RECENT - 1);
    const recent = this.#recent[slot] ?? '';
    if (recent.length === length && text.startsWith(recent, start)) return recent;
    const name = this.of(text.slice(start, end));
    this.#recent[slot] = name;
    return name;
  }

  /** A name that few others share, held by itself. */
  once(name: string): string {
    return name.length < SHORT ? name : detached(name);
  }
}
