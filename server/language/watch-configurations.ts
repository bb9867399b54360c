import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams } from 'vscode-languageserver';
import { addressKey } from './workspace/address.ts';

/** What watching takes. */
export interface ConfigurationWatch {
  readonly connection: Pick<Connection, 'client'>;
  readonly params: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>;
  readonly log: (line: string) => void;
}

/**
 * Has the client tell of changes of configurations that projects build on and that lie outside of its folders, each from
 * when it is read first: those inside are watched anyway.
 */
export function watchConfigurations({ connection, params, log }: ConfigurationWatch): (uri: string) => void {
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? []].flat();
  const inside = folders.map((uri) => `${addressKey(uri).replace(/\/$/, '')}/`);
  const watched = new Set<string>();
  return (uri) => {
    const key = addressKey(uri);
    if (watched.has(key) || inside.some((folder) => key.startsWith(folder))) return;
    watched.add(key);
    const end = uri.lastIndexOf('/');
    const globPattern = { baseUri: uri.slice(0, end), pattern: decodeURIComponent(uri.slice(end + 1)) };
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] })
      .catch((error: unknown) => log(`The client does not tell of changes of ${uri}: ${String(error)}`));
  };
}
