import { ComplineError } from '../../server/protocol/errors.ts';

/** True for an error in a comp whose findings the Problems panel shows too. */
export function isInProblems(error: unknown): boolean {
  if (!ComplineError.is(error, 'comp-has-errors')) return false;
  return typeof error.details === 'object' && error.details !== null && 'findings' in error.details;
}

/** What a notification tells about an error: what happened, and what to do next. Its code is for the log. */
export function describeError(error: unknown): string {
  if (!(error instanceof ComplineError)) return error instanceof Error ? error.message : String(error);
  // A button leads to the Problems panel, which says the rest.
  return isInProblems(error) || error.nextStep === undefined ? error.message : `${error.message} ${error.nextStep}`;
}
