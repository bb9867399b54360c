import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The folder of the pieces that keep the end of a log whose head is full. */
export const piecesFolder = (log: string): string => `${log}.rest`;

/** The file of a piece: called by where it begins, in bytes from the beginning of the output. */
export const pieceFile = (log: string, start: number): string => path.join(piecesFolder(log), String(start));

/** Where pieces begin, by the names in their folder; the first one first. */
export const pieceStarts = (names: readonly string[]): number[] =>
  names
    .filter((name) => /^\d{1,15}$/.test(name))
    .map(Number)
    .sort((left, right) => left - right);

/** A file of a log: what of the output it holds, in bytes from its beginning. */
export interface LogPiece {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The files of a log as they are now, in their order; none where there is no log. Only the last one grows. What lies between two
 * that do not touch was left out.
 */
export async function logPieces(log: string): Promise<LogPiece[]> {
  // The names first: all files but the last of them are then as long as they get.
  const starts = pieceStarts(await readdir(piecesFolder(log)).catch(() => []));
  const files = [{ file: log, start: 0 }, ...starts.map((start) => ({ file: pieceFile(log, start), start }))];
  const sizes = await Promise.all(
    files.map(({ file }) =>
      stat(file).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  return files.flatMap(({ file, start }, index) => {
    const size = sizes[index];
    return size === undefined ? [] : [{ file, start, end: start + size }];
  });
}

/** The bytes that a log takes on the disk. */
export async function logSize(log: string): Promise<number> {
  return (await logPieces(log)).reduce((sum, { start, end }) => sum + end - start, 0);
}
