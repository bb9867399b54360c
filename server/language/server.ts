import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CHECKS_SECTION, CheckSettings, readSeverities } from './check-settings.ts';
import { readClientAbilities } from './client-abilities.ts';
import { DocumentStore } from './document-store.ts';
import type { FeatureContext } from './feature.ts';
import { allFeatures } from './features/all-features.ts';
import { followSettings } from './follow-settings.ts';
import { createLanguages } from './languages.ts';
import { RequestGuard } from './request-guard.ts';

/** What the server calls itself. */
const SERVER_NAME = 'compline';

function createContext(connection: Connection, params: InitializeParams): FeatureContext {
  const log = (line: string): void => connection.console.error(line);
  const client = readClientAbilities(params.capabilities);
  const options: unknown = params.initializationOptions;
  const checks = typeof options === 'object' && options !== null && 'checks' in options ? options.checks : undefined;
  const fetch = client.configuration
    ? (scopeUri: string): Promise<unknown> =>
        connection.workspace.getConfiguration({ scopeUri, section: CHECKS_SECTION })
    : undefined;
  return {
    connection,
    client,
    log,
    documents: new DocumentStore(createLanguages(), log),
    settings: new CheckSettings(readSeverities(checks), fetch, log),
    requests: new RequestGuard(log),
  };
}

function startFeatures(context: FeatureContext): ServerCapabilities {
  const capabilities: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  };
  for (const feature of allFeatures) {
    Object.assign(capabilities, feature.capabilities(context.client));
    feature.register(context);
  }
  context.documents.listen(context.connection);
  followSettings(context.connection, context.client, context.settings, context.log);
  return capabilities;
}

/**
 * Serves one client over `connection` until it says goodbye. Handlers are installed when the client introduces
 * itself: before that, every request is refused with `ServerNotInitialized`. `version` is the product's, for the client
 * to show.
 */
export function createLanguageServer(connection: Connection, version?: string): void {
  let context: FeatureContext | undefined;

  connection.onInitialize((params): InitializeResult => {
    if (context !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    context = createContext(connection, params);
    return {
      capabilities: startFeatures(context),
      serverInfo: { name: SERVER_NAME, ...(version !== undefined && { version }) },
    };
  });
  connection.onRequest((method) => {
    throw context === undefined
      ? new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize.`)
      : new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`);
  });
  connection.onShutdown(() => context?.requests.stop());
  connection.listen();
}
