import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import { Dismissed } from '../core/error-reporter.ts';

/** The Saver that is meant; none where the core is to find it. */
export interface SaverChoice {
  readonly saver?: string;
}

/** The names of the Savers to choose from, where the error says that there are several. */
export function saversOf(error: unknown): readonly string[] {
  if (!ComplineError.is(error, 'saver-ambiguous')) return [];
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('savers' in details)) return [];
  return Array.isArray(details.savers) ? details.savers.filter((it) => typeof it === 'string') : [];
}

/**
 * Runs `work` with the `first` choice; where the core cannot tell which Saver is meant, lets the user pick one, and runs it again with that.
 * Throws `Dismissed` where none is picked.
 */
export async function withSaver<T>(work: (choice: SaverChoice) => Promise<T>, first: SaverChoice = {}): Promise<T> {
  try {
    return await work(first);
  } catch (error) {
    const savers = saversOf(error);
    if (savers.length === 0) throw error;
    const saver = await vscode.window.showQuickPick([...savers], { placeHolder: vscode.l10n.t('Saver to publish') });
    if (saver === undefined) throw new Dismissed();
    return work({ saver });
  }
}
