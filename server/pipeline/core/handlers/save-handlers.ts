import type { RequestName } from '../../../protocol/requests.ts';
import { type HandlersOf, notServed } from './handlers.ts';

type SaveRequest = Extract<RequestName, `save/${string}`>;

/** The requests about saves. */
export const saveHandlers = (): HandlersOf<SaveRequest> => ({
  'save/begin': notServed,
  'save/end': notServed,
  'save/conflicts': notServed,
  'save/resolve': notServed,
  'save/version': notServed,
});
