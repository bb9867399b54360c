import { FrameLimitError } from './frame-limit.ts';

/** What an operation on frames comes to; absent where its exact result cannot be held. */
export function withinLimits<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FrameLimitError) return undefined;
    throw error;
  }
}
