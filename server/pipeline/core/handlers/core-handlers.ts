import type { RequestName, RequestResult } from '../../../protocol/requests.ts';
import type { HandlersOf } from './handlers.ts';

type CoreRequest = Extract<RequestName, `core/${string}`>;

/** What the core knows of itself. */
export interface CoreFacts {
  status(): Promise<RequestResult<'core/status'>>;
  /** Ends the core: at once, or when the work it has is done. */
  stop(now: boolean): void;
}

/** The requests about the core itself. */
export const coreHandlers = (facts: CoreFacts): HandlersOf<CoreRequest> => ({
  'core/status': () => facts.status(),
  'core/stop': async ({ now }) => {
    facts.stop(now);
    return {};
  },
});
