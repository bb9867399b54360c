import { ComplineError } from '../../protocol/errors.ts';

// Result codes of SQLite (https://sqlite.org/rescode.html); the low byte is the primary one.
const full = 13;
const corrupt = 11;
const notADatabase = 26;

const primaryCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

/** True where SQLite says that the file is damaged or no database. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === corrupt || code === notADatabase;
}

/** An error of SQLite as one of the core's own, with what to do next. */
export function toStoreError(error: unknown, file: string): ComplineError {
  if (error instanceof ComplineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = primaryCode(error);
  if (code === full) {
    return new ComplineError(
      {
        code: 'disk-full',
        message: `The queue's database could not be written: ${message}.`,
        nextStep: 'Free space on the disk that holds it; the core goes on by itself.',
        path: file,
      },
      { cause: error },
    );
  }
  if (isDamage(error)) {
    return new ComplineError(
      {
        code: 'database-damaged',
        message: `The queue's database is damaged: ${message}.`,
        nextStep: 'Restart the core: it keeps the damaged file and begins a new one.',
        path: file,
      },
      { cause: error },
    );
  }
  if (code === undefined) return new ComplineError({ code: 'internal', message, path: file }, { cause: error });
  return new ComplineError(
    {
      code: 'state-folder-unusable',
      message: `The queue's database cannot be used: ${message}.`,
      nextStep: 'Make the folder readable and writable, or set COMPLINE_STATE_HOME to another one on a local disk.',
      path: file,
    },
    { cause: error },
  );
}
