import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { throwIfCancelled } from './request-guard.ts';

/** Results that come one by one while the work goes on. `undefined` is no result: it is a place to pause. */
export type Pausing<Result> = Iterable<Result | undefined>;

/** The longest time, in milliseconds, for which the work holds the event loop. */
const LONGEST_HOLD = 10;

/** What the work is about; it ends when this is no longer so. */
export interface Subject {
  /** Changes with every change of the document. */
  readonly version: number;
}

/**
 * Gathers results, at most `limit`, and lets other requests in between. Throws `RequestCancelled` when the client has
 * given up, and `ContentModified` when the document has changed meanwhile.
 */
export async function gather<Result>(
  results: Pausing<Result>,
  subject: Subject,
  token: CancellationToken,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ readonly results: Result[]; readonly isCut: boolean }> {
  const gathered: Result[] = [];
  const { version } = subject;
  let until = performance.now() + LONGEST_HOLD;
  for (const result of results) {
    if (result !== undefined) {
      if (gathered.length >= limit) return { results: gathered, isCut: true };
      gathered.push(result);
    }
    if (performance.now() < until) continue;
    await pause();
    throwIfCancelled(token);
    if (subject.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
    until = performance.now() + LONGEST_HOLD;
  }
  return { results: gathered, isCut: false };
}

/** Lets everything that waits have its turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
