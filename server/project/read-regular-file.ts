import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Reads a file whole, and nothing but a file: reading a pipe, a terminal or another device could wait for ever, and
 * would keep a thread of the process waiting with it. Errors: those of the system; `EISDIR` for a folder, `ENOTREG` for
 * anything else that is no file.
 */
export async function readRegularFile(file: string): Promise<Buffer> {
  await using handle = await openRegularFile(file);
  return await handle.readFile();
}

/** Reads the first bytes of a file, at most so many; otherwise like `readRegularFile`. */
export async function readBeginning(file: string, atMost: number): Promise<Buffer> {
  await using handle = await openRegularFile(file);
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.min(atMost, size));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  return bytes.subarray(0, bytesRead);
}

async function openRegularFile(file: string): Promise<FileHandle> {
  // Without O_NONBLOCK opening a pipe waits for its other end. Windows has no such flag, and no pipes among its files.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = await handle.stat();
  if (stats.isFile() || stats.isDirectory()) return handle;
  await handle.close();
  throw Object.assign(new Error(`no regular file, '${file}'`), { code: 'ENOTREG' });
}

/** Why a file could not be read, as the rest of a sentence: from the error that reading it met. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return (code && REASONS[code]) ?? code ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it does not exist',
  ENOTREG: 'it is no regular file',
};
