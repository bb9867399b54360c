/** Code units of zero behind a text, so that whoever looks a little ahead need not ask where it ends. */
const AHEAD = 4;

/** Of a text of up to so many code units the memory is kept and used again. */
const KEPT = 500_000;

/** What there is of no text. */
export const NO_UNITS = new Uint16Array(AHEAD);

/** Writes the code units of a text to the beginning of an array. */
export type WriteUnits = (text: string, units: Uint16Array<ArrayBuffer>) => void;

/** Node copies a text many times as quickly as anybody reads it; every machine that it runs on is little-endian. */
export const writeAtOnce: WriteUnits = (text, units) => {
  Buffer.from(units.buffer).write(text, 'utf16le');
};

/** A browser's worker has nothing of the kind. */
export const writeOneByOne: WriteUnits = (text, units) => {
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
};

const QUICKEST = 'Buffer' in globalThis ? writeAtOnce : writeOneByOne;

/** Texts as arrays of their UTF-16 code units, which are read several times as quickly as the strings. */
export class CodeUnits {
  readonly #write: WriteUnits;
  #kept: Uint16Array<ArrayBuffer> = NO_UNITS;

  constructor(write = QUICKEST) {
    this.#write = write;
  }

  /** The code units of a text and a few zeros behind them; good until the next call. */
  of(text: string): Uint16Array<ArrayBuffer> {
    const size = text.length + AHEAD;
    const units =
      size <= this.#kept.length ? this.#kept : new Uint16Array(size <= KEPT ? Math.min(2 * size, KEPT) : size);
    if (size <= KEPT) this.#kept = units;
    this.#write(text, units);
    units.fill(0, text.length, size);
    return units;
  }
}
