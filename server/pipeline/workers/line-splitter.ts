import { StringDecoder } from 'node:string_decoder';

const longestLine = 16_384; // characters; what is longer is cut into several lines
const cut = new RegExp(`[^]{1,${longestLine}}`, 'g');

/**
 * Splits a program's output into lines. A carriage return ends a line too: it is how programs redraw their progress. The
 * output is UTF-8, or UTF-16 as programs of Windows write it: with its mark in front, or recognised by its zeros.
 */
export class LineSplitter {
  #decoder: StringDecoder | undefined;
  /** The first byte where it came alone: one does not tell the encoding. */
  #first: Buffer = Buffer.alloc(0);
  #rest = '';
  #afterReturn = false;

  /** The lines that the piece completes, without their ends. */
  push(piece: Uint8Array): string[] {
    const bytes = this.#first.length === 0 ? Buffer.from(piece) : Buffer.concat([this.#first, piece]);
    if (this.#decoder === undefined && bytes.length < 2) {
      this.#first = bytes;
      return [];
    }
    this.#first = Buffer.alloc(0);
    this.#decoder ??= new StringDecoder(isUtf16(bytes) ? 'utf16le' : 'utf8');
    let text = this.#decoder.write(bytes);
    if (text.startsWith('\u{feff}')) text = text.slice(1);
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
    const rest = this.#rest + (this.#decoder?.end() ?? this.#first.toString('utf8'));
    this.#first = Buffer.alloc(0);
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }
}

/** Little-endian UTF-16: by its mark, or by a zero after a letter of ASCII at the beginning, which UTF-8 does not have. */
function isUtf16(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first === 0xff && second === 0xfe) || (first >= 0x09 && first < 0x80 && second === 0);
}
