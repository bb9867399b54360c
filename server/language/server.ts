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
import { CHECKS_SECTION, CheckSettings, type ProjectSeverities, readSeverities } from './check-settings.ts';
import { readClientAbilities } from './client-abilities.ts';
import { DocumentStore } from './document-store.ts';
import type { FeatureContext } from './feature.ts';
import { allFeatures } from './features/all-features.ts';
import { followSettings } from './follow-settings.ts';
import { createLanguages } from './languages.ts';
import type { FindPlace } from './places.ts';
import { RequestGuard } from './request-guard.ts';

/** What the server calls itself. */
const SERVER_NAME = 'compline';

/** What the server takes from where it runs. */
export interface LanguageServerHost {
  /** The product's version, for the client to show. */
  readonly version?: string;
  /** Reads the severities a document's project sets; where no files can be read there are none. */
  readonly projectSeverities?: ProjectSeverities;
  /** Finds where a document lies; where no files can be read it is nowhere. */
  readonly placeOf?: FindPlace;
}

function createContext(connection: Connection, params: InitializeParams, host: LanguageServerHost): FeatureContext {
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
    settings: new CheckSettings(
      { base: readSeverities(checks), project: host.projectSeverities ?? (async () => ({})), fetch },
      log,
    ),
    requests: new RequestGuard(log),
    placeOf: host.placeOf ?? (async () => undefined),
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
 * itself: before that, every request is refused with `ServerNotInitialized`.
 */
export function createLanguageServer(connection: Connection, host: LanguageServerHost = {}): void {
  const { version } = host;
  let context: FeatureContext | undefined;

  connection.onInitialize((params): InitializeResult => {
    if (context !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    context = createContext(connection, params, host);
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
