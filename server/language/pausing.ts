import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { IsCancelled } from '../checks/document-check.ts';
import { throwIfCancelled } from './request-guard.ts';

/** Results that come one by one while the work goes on. `undefined` is no result: it is a place to pause. */
export type Pausing<Result> = Iterable<Result | undefined>;

/** The longest time, in milliseconds, for which the work holds the event loop. */
const LONGEST_HOLD = 10;

/** The time for which the work may go on before it lets others in. */
export class TimeSlice {
  #end = performance.now() + LONGEST_HOLD;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Begins another one. */
  begin(): void {
    this.#end = performance.now() + LONGEST_HOLD;
  }
}

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
  const slice = new TimeSlice();
  for (const result of results) {
    if (result !== undefined) {
      if (gathered.length >= limit) return { results: gathered, isCut: true };
      gathered.push(result);
    }
    if (!slice.isOver) continue;
    await pause();
    throwIfCancelled(token);
    if (subject.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
    slice.begin();
  }
  return { results: gathered, isCut: false };
}

/** Converts results one by one, at most `limit`, with other requests let in between. Throws as `gather` does. */
export async function convertAll<From, To>(
  results: Pausing<From>,
  convert: (result: From) => To,
  subject: Subject,
  token: CancellationToken,
  limit = Number.POSITIVE_INFINITY,
): Promise<To[]> {
  function* converted(): Pausing<To> {
    for (const result of results) yield result === undefined ? undefined : convert(result);
  }
  return (await gather(converted(), subject, token, limit)).results;
}

/** The results one by one, with other requests let in between. */
export async function* pauses<Result>(results: Pausing<Result>): AsyncGenerator<Result> {
  const slice = new TimeSlice();
  for (const result of results) {
    if (result !== undefined) yield result;
    if (!slice.isOver) continue;
    await pause();
    slice.begin();
  }
}

/** What asks whether work is still wanted, and lets other requests in between whenever it has gone on for long. */
export function restingUntil(isCancelled: () => boolean): IsCancelled {
  const slice = new TimeSlice();
  return () => {
    if (!slice.isOver) return isCancelled();
    return pause().then(() => {
      slice.begin();
      return isCancelled();
    });
  };
}

/** Lets everything that waits have its turn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
