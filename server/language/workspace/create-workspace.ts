import type { Connection, InitializeParams } from 'vscode-languageserver';
import { fileKindsOf } from '../../checks/file-kinds.ts';
import type { DocumentStore } from '../document-store.ts';
import type { WatchedFiles } from '../watched-files.ts';
import { nameOf } from './address.ts';
import { ReadingProgress } from './reading-progress.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceDisk } from './workspace-files.ts';
import { WorkspaceFolders } from './workspace-folders.ts';
import { WorkspaceIndex } from './workspace-index.ts';

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
  const index = new WorkspaceIndex({
    files: disk?.files,
    folders: () => folders.uris,
    languageOf: (uri, text) => documents.recognize(uri, text),
    startProgress: () => new ReadingProgress(() => connection.window.createWorkDoneProgress(), now),
    now,
    log,
  });
  const workspace = new Workspace(documents, index, disk);
  folders.addListener(() => workspace.changed());
  watched.addListener((uris) => {
    // Of pictures the server is told as well.
    const concerns = (uri: string) => fileKindsOf(nameOf(uri)).length > 0 || /\.ya?ml$/i.test(uri);
    if (uris.some(concerns)) workspace.changed();
  });
  documents.addListener({ closed: () => workspace.changed() });
  folders.listen(connection);
  return workspace;
}
