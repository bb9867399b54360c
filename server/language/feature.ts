import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { CheckSettings } from './check-settings.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { DocumentStore } from './document-store.ts';
import type { OpenDocument } from './open-document.ts';
import type { FindPlace } from './places.ts';
import type { RequestGuard } from './request-guard.ts';

/** What a feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: DocumentStore;
  readonly settings: CheckSettings;
  readonly requests: RequestGuard;
  /** Where a document lies, for what depends on the files around it. */
  readonly placeOf: FindPlace;
  /** Writes one line to the client's log. */
  readonly log: (line: string) => void;
}

/** One feature of the server. Adding one is one of these and one line in `features/all-features.ts`. */
export interface LanguageFeature {
  /** What the server promises to this client. */
  capabilities(client: ClientAbilities): ServerCapabilities;
  /** Installs the handlers; called once, while the client waits for the answer to `initialize`. */
  register(context: FeatureContext): void;
}

/** Params that name a document. */
interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** A guarded handler about one open document; an address that is not open is answered with `empty`. */
export function documentHandler<Params extends DocumentParams, Result>(
  { requests, documents }: FeatureContext,
  method: string,
  empty: Result,
  answer: (document: OpenDocument, params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return requests.guard(method, empty, async (params: Params, token) => {
    const document = documents.get(params.textDocument.uri);
    return document === undefined ? empty : answer(document, params, token);
  });
}
