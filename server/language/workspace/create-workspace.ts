import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { DocumentStore } from '../document-store.ts';
import type { WatchedFiles } from '../watched-files.ts';
import { nameOf } from './address.ts';
import { ReadingProgress } from './reading-progress.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceDisk } from './workspace-files.ts';
import { WorkspaceFolders } from './workspace-folders.ts';
import { WorkspaceIndex } from './workspace-index.ts';
import { WorkspaceListing } from './workspace-listing.ts';

/** What the workspace takes from the server. */
export interface WorkspaceSources {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly documents: DocumentStore;
  readonly watched: WatchedFiles;
  /** Absent where no files can be read. */
  readonly disk: WorkspaceDisk | undefined;
  readonly log: (line: string) => void;
}

/** Makes the workspace of a client and keeps it in step with the client's folders and the files on disk. */
export function createWorkspace({ connection, params, documents, watched, disk, log }: WorkspaceSources): Workspace {
  const folders = new WorkspaceFolders(params);
  const now = (): number => performance.now();
  const listing = new WorkspaceListing({
    files: disk?.files,
    folders: () => folders.uris,
    mayBeKnown: (fileName) => documents.mayBeKnown(fileName),
    log,
  });
  const startProgress = (title: string): ReadingProgress =>
    new ReadingProgress(title, () => connection.window.createWorkDoneProgress(), now);
  const index = new WorkspaceIndex({
    files: disk?.files,
    listing,
    languageOf: (uri, text) => documents.recognize(uri, text),
    startProgress: () => startProgress('Compline: reading the workspace'),
    now,
  });
  const workspace = new Workspace({ documents, index, listing, disk, startProgress });
  folders.addListener(() => workspace.changed());
  watched.addListener((uris) => {
    // Of pictures the server is told as well.
    const concerns = (uri: string) => documents.mayBeKnown(nameOf(uri)) || /\.ya?ml$/i.test(uri);
    if (uris.some(concerns)) workspace.changed();
  });
  documents.addListener({ closed: () => workspace.changed() });
  folders.listen(connection);
  return workspace;
}
