import {
  type Connection,
  type ConnectionOptions,
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
import { EDITOR_SECTION, EditorSettings } from './editor-settings.ts';
import type { FeatureContext } from './feature.ts';
import { allFeatures } from './features/all-features.ts';
import { followOpenTexts } from './follow-open-texts.ts';
import { followSettings } from './follow-settings.ts';
import type { LanguageSupport } from './language-support.ts';
import { loadLanguages } from './languages.ts';
import { noticesFor } from './limit-notices.ts';
import { LoadAfterInitialize } from './load-after-initialize.ts';
import type { DocumentPlaces } from './places.ts';
import { ProjectFindings } from './project-findings.ts';
import { RequestGuard } from './request-guard.ts';
import { watchConfigurations } from './watch-configurations.ts';
import { WatchedFiles } from './watched-files.ts';
import { createWorkspace } from './workspace/create-workspace.ts';
import type { WorkspaceDisk } from './workspace/workspace-files.ts';

/** What the server calls itself. */
const SERVER_NAME = 'compline';

/** What the server takes from where it runs. */
export interface LanguageServerHost {
  /** The product's version, for the client to show. */
  readonly version?: string;
  /** Finds where documents lie, given those that are open; where no files can be read they are nowhere. */
  readonly places?: (documents: Pick<DocumentStore, 'all'>) => DocumentPlaces;
  /** The files of the workspace; absent where no files can be read. */
  readonly disk?: WorkspaceDisk;
}

/** A server that listens. */
export interface RunningServer {
  /** The client has said that it will ask no more. */
  readonly isShutDown: boolean;
}

type Languages = ReadonlyMap<string, LanguageSupport>;

/** `languages` are looked at when documents open. */
function createContext(
  connection: Connection,
  params: InitializeParams,
  host: LanguageServerHost,
  languages: Languages,
): FeatureContext {
  const log = (line: string): void => connection.console.error(line);
  const client = readClientAbilities(params.capabilities, params.initializationOptions);
  const options: unknown = params.initializationOptions;
  const checks = typeof options === 'object' && options !== null && 'checks' in options ? options.checks : undefined;
  const fetch = client.configuration
    ? (scopeUri: string): Promise<unknown> =>
        connection.workspace.getConfiguration({ scopeUri, section: CHECKS_SECTION })
    : undefined;
  const fetchEditor = client.configuration
    ? (): Promise<unknown> => connection.workspace.getConfiguration(EDITOR_SECTION)
    : undefined;
  const documents = new DocumentStore(languages, log);
  const places = host.places?.(documents);
  const files = new WatchedFiles(places);
  if (places !== undefined) followOpenTexts(documents, places, files);
  if (client.watchesOutside) places?.onConfiguration(watchConfigurations({ connection, params, log }));
  const placeOf = places?.placeOf ?? (async () => undefined);
  return {
    connection,
    client,
    log,
    documents,
    settings: new CheckSettings({ base: readSeverities(checks), project: places?.rulesOf, fetch }, log),
    editor: new EditorSettings(options, fetchEditor, log),
    requests: new RequestGuard(log),
    notices: noticesFor(connection, documents, log),
    placeOf,
    files,
    projectFindings: new ProjectFindings({ placeOf, files, log }),
    workspace: createWorkspace({ connection, params, documents, watched: files, disk: host.disk, log }),
  };
}

function startFeatures(context: FeatureContext): ServerCapabilities {
  const capabilities: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  };
  for (const feature of allFeatures) {
    const { workspace, ...others } = feature.capabilities(context.client);
    Object.assign(capabilities, others);
    if (workspace !== undefined) capabilities.workspace = { ...capabilities.workspace, ...workspace };
    feature.register(context);
  }
  context.documents.listen(context.connection);
  followSettings(context);
  return capabilities;
}

/**
 * Serves one client over the connection that `connect` makes until it says goodbye. Handlers are installed when the
 * client introduces itself: before that, every request is refused with `ServerNotInitialized`.
 */
export function createLanguageServer(
  connect: (options: ConnectionOptions) => Connection,
  host: LanguageServerHost = {},
): RunningServer {
  const { version } = host;
  const languages = new Map<string, LanguageSupport>();
  const messageStrategy = new LoadAfterInitialize(async () => {
    for (const language of await loadLanguages()) languages.set(language.languageId, language);
  });
  const connection = connect({ messageStrategy });
  let context: FeatureContext | undefined;

  connection.onInitialize((params): InitializeResult => {
    if (context !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    context = createContext(connection, params, host, languages);
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
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
    context?.requests.stop();
  });
  connection.listen();
  return {
    get isShutDown() {
      return isShutDown;
    },
  };
}
