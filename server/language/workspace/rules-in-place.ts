import type { CompPlace } from '../../project/comp-place.ts';

/** A place of which only the project's files are known: of what lies on disk nobody can say anything. */
export function withoutMedia(place: CompPlace): CompPlace {
  return {
    ...place,
    mediaAt: async (path) => ({ path, kind: 'unknown', frames: [] }),
    bytesAt: async () => undefined,
    itemsIn: async () => [],
    newestVersion: async () => undefined,
  };
}

/** So many texts of configurations and render specs are remembered. */
const MOST_TEXTS = 200;

/** Gives what a project says of a file a number: the same for what is the same, also when it was read again. */
export class RuleNumbers {
  readonly #ofObjects = new WeakMap<object, number>();
  readonly #ofTexts = new Map<string, number>();
  #last = 0;

  of(place: CompPlace | undefined): string {
    const { config, renderSpec } = place?.project ?? {};
    return `${this.#number(config)}.${this.#number(renderSpec)}`;
  }

  #number(rules: object | undefined): number {
    if (rules === undefined) return 0;
    const known = this.#ofObjects.get(rules);
    if (known !== undefined) return known;
    const text = JSON.stringify(rules);
    const number = this.#ofTexts.get(text) ?? ++this.#last;
    // Configurations have other texts while somebody types in them; what is forgotten gets another number.
    if (this.#ofTexts.size >= MOST_TEXTS) this.#ofTexts.clear();
    this.#ofTexts.set(text, number);
    this.#ofObjects.set(rules, number);
    return number;
  }
}
