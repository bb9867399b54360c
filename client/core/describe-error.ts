import { l10n } from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';

/** What to tell about an error: what happened, what to do next, and its code where it has one. */
export function describeError(error: unknown): string {
  if (!(error instanceof ComplineError)) return error instanceof Error ? error.message : String(error);
  const parts = [error.message, error.nextStep, l10n.t('({0})', error.code)];
  return parts.filter((it) => it !== undefined && it !== '').join(' ');
}
