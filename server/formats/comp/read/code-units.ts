/** Code units of zero behind a text, so that whoever looks a little ahead need not ask where it ends. */
const AHEAD = 4;

/** Of a text of up to so many code units the memory is kept and used again. */
const KEPT = 500_000;

/** What there is of no text. */
export const NO_UNITS = new Uint16Array(AHEAD);

/** Texts as arrays of their UTF-16 code units, which are read several times as quickly as the strings. */
export class CodeUnits {
  #kept: Uint16Array<ArrayBuffer> = NO_UNITS;

  /** The code units of a text and a few zeros behind them; good until the next call. */
  of(text: string): Uint16Array<ArrayBuffer> {
    const size = text.length + AHEAD;
    const units =
      size <= this.#kept.length ? this.#kept : new Uint16Array(size <= KEPT ? Math.min(2 * size, KEPT) : size);
    if (size <= KEPT) this.#kept = units;
    Buffer.from(units.buffer).write(text, 'utf16le');
    units.fill(0, text.length, size);
    return units;
  }
}
