import { ImageFault, latin, type Reading } from './image-reading.ts';

/** Headers are small and read in little pieces: so much is asked for in one go. */
const AHEAD = 4096;

/** Bytes from one place on, one after the other. */
export class ForwardBytes {
  #bytes: Uint8Array = new Uint8Array(0);
  /** Where in the file those begin. */
  #start: number;
  #at = 0;

  constructor(start: number) {
    this.#start = start;
  }

  /** The place in the file of what is read next. */
  get position(): number {
    return this.#start + this.#at;
  }

  /** Goes on elsewhere. */
  moveTo(position: number): void {
    const at = position - this.#start;
    if (at >= 0 && at <= this.#bytes.length) {
      this.#at = at;
      return;
    }
    this.#start = position;
    this.#at = 0;
    this.#bytes = new Uint8Array(0);
  }

  /** The next bytes, few enough to be kept; a fault where the file ends before. */
  *take(length: number, within: string): Reading<DataView> {
    if (this.#at + length > this.#bytes.length) {
      this.#start = this.position;
      this.#at = 0;
      this.#bytes = yield { offset: this.#start, length: Math.max(length, AHEAD) };
      if (this.#bytes.length < length) throw new ImageFault(`It breaks off within ${within}.`);
    }
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, length);
    this.#at += length;
    return view;
  }

  /** Text up to a zero, which is passed; a fault where it is longer than `most`. */
  *text(most: number, within: string): Reading<string> {
    let text = '';
    for (;;) {
      const letter = yield* this.take(1, within);
      if (letter.getUint8(0) === 0) return text;
      text += latin(letter, 0, 1);
      if (text.length > most) throw new ImageFault(`It is damaged within ${within}: a name there has no end.`);
    }
  }
}
