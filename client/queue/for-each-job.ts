import * as vscode from 'vscode';
import { describeError } from '../core/describe-error.ts';
import { Dismissed } from '../core/error-reporter.ts';

/**
 * Does something with each of several jobs in turn, and shows in the view that it is at work. Those with which it can be
 * done are not kept from it by others; what goes wrong is thrown at the end.
 */
export async function forEachJob<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const errors: unknown[] = [];
  await vscode.window.withProgress({ location: { viewId: 'compline.queue' } }, async () => {
    for (const item of items) {
      try {
        await work(item);
      } catch (error) {
        if (error instanceof Dismissed) throw error;
        errors.push(error);
      }
    }
  });
  const [first] = errors;
  if (first === undefined) return;
  if (items.length === 1) throw first;
  const message = vscode.l10n.t(
    '{0} of {1} jobs could not be changed. {2}',
    errors.length,
    items.length,
    describeError(first),
  );
  throw new Error(message, { cause: first });
}

/** Asks before something is done that cannot be taken back. Throws `Dismissed` where the user does not want it. */
export async function confirm(message: string, detail: string, choice: string): Promise<void> {
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, choice)) !== choice)
    throw new Dismissed();
}
