import { detached } from '../../text/text-chunk.ts';

/** Slices shorter than this are copied by the engines we know, and hold nothing else. */
const SHORT = 13;

/** Names of inputs, types and outputs, each kept once: a comp has many tools and few different names in them. */
export class Names {
  readonly #known = new Map<string, string>();

  /** The same name, held by itself and once. */
  of(name: string): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const kept = detached(name);
    this.#known.set(kept, kept);
    return kept;
  }

  /** A name that few others share, held by itself. */
  once(name: string): string {
    return name.length < SHORT ? name : detached(name);
  }
}
