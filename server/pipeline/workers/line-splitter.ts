import { StringDecoder } from 'node:string_decoder';

const longestLine = 16_384; // characters; what is longer is cut into several lines
const cut = new RegExp(`[^]{1,${longestLine}}`, 'g');

/** Splits a program's output into lines. A carriage return ends a line too: it is how programs redraw their progress. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #afterReturn = false;

  /** The lines that the piece completes, without their ends. */
  push(piece: Uint8Array): string[] {
    let text = this.#decoder.write(Buffer.from(piece));
    if (text === '') return [];
    // The line feed of a CRLF whose carriage return ended the piece before.
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.#afterReturn = text.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > longestLine) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines.flatMap((line) => (line.length > longestLine ? (line.match(cut) ?? []) : [line]));
  }

  /** What stands after the last end of a line. */
  end(): string[] {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }
}
