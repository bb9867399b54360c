import { open } from 'node:fs/promises';

const CHUNK = 256 * 1024;
/** No event is as long as this: what is, is told as no line and never held in memory. Bytes. */
export const LONGEST_LINE = 4 * 1024 * 1024;

/** How a file ends that was read line by line. */
export interface LinesEnd {
  readonly lines: number;
  /** Bytes after the last line end. */
  readonly tornBytes: number;
}

/**
 * Calls `visit` with each whole line of a file, without its line end; undefined stands for one that is too long. A file
 * costs as much memory as a chunk and the line at hand, and between two chunks others have their turn. Errors: those of
 * reading.
 */
export async function eachLine(
  file: string,
  visit: (line: Buffer | undefined, number: number) => void,
): Promise<LinesEnd> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let pieces: Buffer[] = [];
    let held = 0;
    let lines = 0;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return { lines, tornBytes: held };
      let from = 0;
      for (;;) {
        const end = chunk.indexOf(10, from);
        if (end === -1 || end >= bytesRead) break;
        lines += 1;
        const piece = chunk.subarray(from, end);
        visit(held + piece.length > LONGEST_LINE ? undefined : Buffer.concat([...pieces, piece]), lines);
        pieces = [];
        held = 0;
        from = end + 1;
      }
      held += bytesRead - from;
      if (held > LONGEST_LINE) pieces = [];
      // The chunk is filled anew, so that what is kept of it is copied.
      else if (from < bytesRead) pieces.push(Buffer.from(chunk.subarray(from, bytesRead)));
    }
  } finally {
    await handle.close();
  }
}
