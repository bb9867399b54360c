import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { CheckSettings } from './check-settings.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { DocumentStore } from './document-store.ts';
import type { EditorSettings } from './editor-settings.ts';
import type { LimitNotices } from './limit-notices.ts';
import type { OpenDocument } from './open-document.ts';
import type { FindPlace } from './places.ts';
import type { ProjectFindings } from './project-findings.ts';
import { type RequestGuard, throwIfCancelled } from './request-guard.ts';
import type { WatchedFiles } from './watched-files.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: DocumentStore;
  readonly settings: CheckSettings;
  /** What is wrong with documents by their projects and by the files on disk. */
  readonly projectFindings: ProjectFindings;
  readonly editor: EditorSettings;
  readonly requests: RequestGuard;
  /** Tells the user of answers that were cut. */
  readonly notices: LimitNotices;
  /** Where a document lies, for what depends on the files around it. */
  readonly placeOf: FindPlace;
  /** Tells of changed files on disk. */
  readonly files: WatchedFiles;
  /** The files of the workspace, open or not. */
  readonly workspace: Workspace;
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

/**
 * A guarded handler about one open document; an address that is not open is answered with `empty`. It refuses with
 * `ContentModified` where the document has changed before it was read.
 */
export function documentHandler<Params extends DocumentParams, Result>(
  { requests, documents }: FeatureContext,
  method: string,
  empty: Result,
  answer: (document: OpenDocument, params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return requests.guard(method, empty, async (params: Params, token) => {
    const document = documents.get(params.textDocument.uri);
    if (document === undefined) return empty;
    const { version } = document;
    await document.ready();
    throwIfCancelled(token);
    if (documents.get(params.textDocument.uri) !== document) return empty;
    // Whoever types goes on asking, and where the reading takes long all of it would be answered at its end.
    if (document.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
    return answer(document, params, token);
  });
}
