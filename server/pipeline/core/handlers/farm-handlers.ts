import { ComplineError } from '../../../protocol/errors.ts';
import type { RequestName } from '../../../protocol/requests.ts';
import type { HandlersOf } from './handlers.ts';

type FarmRequestName = Extract<RequestName, `farms/${string}`>;

/** The requests about farms. */
export const farmHandlers = (): HandlersOf<FarmRequestName> => {
  const none = (): never => {
    throw new ComplineError({ code: 'not-supported', message: 'There are no farms yet.' });
  };
  return { 'farms/list': none, 'farms/ask': none, 'farms/secret': none };
};
