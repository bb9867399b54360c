import { type Connection, DidChangeWorkspaceFoldersNotification, type InitializeParams } from 'vscode-languageserver';

/** The addresses of the folders that are open in the client's window. */
export class WorkspaceFolders {
  readonly #listeners: (() => void)[] = [];
  #uris: readonly string[];

  constructor({ workspaceFolders, rootUri }: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>) {
    const folders = workspaceFolders?.map(({ uri }) => uri);
    this.#uris = folders ?? (rootUri === null || rootUri === undefined ? [] : [rootUri]);
  }

  get uris(): readonly string[] {
    return this.#uris;
  }

  /** Calls `listener` after every later change. */
  addListener(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Follows the client's notifications. */
  listen(connection: Connection): void {
    connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const left = this.#uris.filter((uri) => !gone.has(uri));
      this.#uris = [...new Set([...left, ...added.map(({ uri }) => uri)])];
      for (const listener of this.#listeners) listener();
    });
  }
}
