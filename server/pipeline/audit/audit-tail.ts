import { open } from 'node:fs/promises';
import { systemCode } from '../files/file-error.ts';
import { type AuditHead, lineHash, NO_PREVIOUS, parseAuditLine } from './audit-file.ts';
import { eachLine } from './each-line.ts';

/** The end of an audit file: enough to go on with it. */
export interface AuditTail {
  readonly head: AuditHead;
  /** Where the last whole line ends, in bytes. */
  readonly end: number;
  /** What stands behind that. */
  readonly torn: Uint8Array;
  /** The lines read, the oldest first; without those before them. */
  readonly lines: readonly string[];
}

const NOTHING: AuditTail = { head: { sequence: 0, hash: NO_PREVIOUS }, end: 0, torn: Buffer.alloc(0), lines: [] };

/**
 * Reads the last `most` bytes of an audit file, and the whole file only where they do not tell how it goes on. A file that
 * is not there has no lines. Errors: those of reading.
 */
export async function readTail(file: string, most: number): Promise<AuditTail> {
  const read = await readEnd(file, most);
  if (read === undefined) return NOTHING;
  const { bytes, start } = read;
  const end = bytes.lastIndexOf(10) + 1;
  const torn = bytes.subarray(end);
  const begin = start === 0 ? 0 : bytes.indexOf(10) + 1;
  const lines =
    end > begin
      ? bytes
          .subarray(begin, end - 1)
          .toString('utf8')
          .split('\n')
      : [];
  const last = lines.at(-1);
  const sequence = last === undefined ? undefined : parseAuditLine(last)?.sequence;
  if (last !== undefined && sequence !== undefined) {
    return { head: { sequence, hash: lineHash(last) }, end: start + end, torn, lines };
  }
  if (start === 0 && end === 0) return { ...NOTHING, torn };
  return await countWhole(file, { end: start + end, torn, lines });
}

/** The last line tells no number: the lines are counted. */
async function countWhole(file: string, tail: Omit<AuditTail, 'head'>): Promise<AuditTail> {
  let hash = NO_PREVIOUS;
  const { lines } = await eachLine(file, (line) => {
    hash = line === undefined ? NO_PREVIOUS : lineHash(line);
  });
  return { ...tail, head: { sequence: lines, hash } };
}

async function readEnd(file: string, most: number): Promise<{ bytes: Buffer; start: number } | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const start = Math.max(0, size - most);
      const bytes = Buffer.alloc(size - start);
      let read = 0;
      while (read < bytes.length) {
        const { bytesRead } = await handle.read(bytes, read, bytes.length - read, start + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return { bytes: bytes.subarray(0, read), start };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
