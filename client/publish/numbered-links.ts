/** Collects the addresses of links, so that they stand at the end of a Markdown text and not in its lines. */
export class NumberedLinks {
  readonly #addresses: string[] = [];

  /** A link with these words, which are Markdown already. */
  to(address: string, label: string): string {
    const known = this.#addresses.indexOf(address);
    const at = known === -1 ? this.#addresses.push(address) : known + 1;
    return `[${label}][${at}]`;
  }

  /** The addresses by their numbers, a line each. */
  get definitions(): string {
    return this.#addresses.map((address, index) => `[${index + 1}]: ${address}`).join('\n');
  }
}

const USE = /\[(?<label>(?:\\.|[^\]\\\n])*)\]\[(?<number>\d+)\]/g;
const DEFINITION = /^\[(?<number>\d+)\]: (?<address>\S+)$/gm;

/** A link in a text. */
export interface LinkInText {
  /** The offsets of its words. */
  readonly start: number;
  readonly end: number;
  readonly address: string;
}

/** Finds the links of a text whose addresses stand at its end. */
export function linksInText(text: string): readonly LinkInText[] {
  const addresses = new Map<string, string>();
  for (const { groups } of text.matchAll(DEFINITION)) addresses.set(groups?.number ?? '', groups?.address ?? '');
  return [...text.matchAll(USE)].flatMap(({ index, groups }) => {
    const address = addresses.get(groups?.number ?? '');
    const start = index + 1;
    return address === undefined ? [] : [{ start, end: start + (groups?.label?.length ?? 0), address }];
  });
}
