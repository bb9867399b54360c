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
