import { ComplineError } from '../../protocol/errors.ts';

/** The code of an error of the operating system (`ENOSPC`); undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * An error of the file system as one of Compline's, with the place and a next step: `disk-full`, `no-permission`,
 * `not-found`, `invalid-parameters` for a name that is too long, else `internal`. An error that is one already is returned as it is.
 */
export function fileError(error: unknown, path: string, doing: string): ComplineError {
  if (error instanceof ComplineError) return error;
  const code = systemCode(error);
  const options = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk is full: ${doing} ${path} failed.`;
    return new ComplineError({ code: 'disk-full', message, nextStep: 'Make room there and try again.', path }, options);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message = `No permission: ${doing} ${path} failed (${code}).`;
    const nextStep = doing.startsWith('reading')
      ? 'Ask for permission to read it, and try again.'
      : 'Ask for permission to write there, or mount it writable, and try again.';
    return new ComplineError({ code: 'no-permission', message, nextStep, path }, options);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = `There is no such place: ${doing} ${path} failed (${code}).`;
    const nextStep = 'Check that the folder is there and that nothing else stands in its place.';
    return new ComplineError({ code: 'not-found', message, nextStep, path }, options);
  }
  if (code === 'ENAMETOOLONG') {
    const message = `The name is too long: ${doing} ${path} failed.`;
    const nextStep = 'Use a shorter name: that of what is written beside it is longer still.';
    return new ComplineError({ code: 'invalid-parameters', message, nextStep, path }, options);
  }
  const message = `${doing} ${path} failed: ${error instanceof Error ? error.message : String(error)}`;
  const nextStep = 'Look at what stands there and at its disk, and try again.';
  return new ComplineError({ code: 'internal', message, nextStep, path }, options);
}
