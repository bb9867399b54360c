import { ComplineError } from '../../../protocol/errors.ts';
import type { RequestInput, RequestName, RequestResult } from '../../../protocol/requests.ts';

/** Answers one request. `client` names the connection it came by. Errors: `ComplineError`. */
export type Handler<Name extends RequestName> = (
  input: RequestInput<Name>,
  client: string,
) => Promise<RequestResult<Name>>;

/** The handlers of some requests. */
export type HandlersOf<Names extends RequestName> = { readonly [Name in Names]: Handler<Name> };

/** A handler for every request there is. */
export type Handlers = HandlersOf<RequestName>;

/** Refuses a request that this core does not serve. */
export async function notServed(): Promise<never> {
  throw new ComplineError({ code: 'not-supported', message: 'This core does not serve that request.' });
}
