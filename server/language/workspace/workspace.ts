import type { CancellationToken } from 'vscode-languageserver';
import type { FileFact } from '../answers/file-facts.ts';
import type { DocumentStore } from '../document-store.ts';
import type { LanguageSupport } from '../language-support.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { addressKey } from './address.ts';
import type { WorkspaceDisk } from './workspace-files.ts';
import type { IndexedFile, ReadingProgress, WorkspaceIndex } from './workspace-index.ts';
import type { WorkspaceListing } from './workspace-listing.ts';

/** What is known of one file of the workspace. */
export interface KnownFile {
  readonly uri: string;
  /** The version that is open; null for a file that is not. */
  readonly version: number | null;
  readonly support: LanguageSupport;
  readonly facts: readonly FileFact[];
}

/** What the workspace is made of. */
export interface WorkspaceParts {
  readonly documents: DocumentStore;
  readonly index: WorkspaceIndex;
  readonly listing: WorkspaceListing;
  /** Absent where no files can be read. */
  readonly disk: WorkspaceDisk | undefined;
  /** Tells the user how far something is that goes through all files. */
  startProgress(title: string): ReadingProgress;
}

/** The files of the workspace: as they are open, and those that are not as they are on disk. */
export class Workspace {
  readonly #documents: DocumentStore;
  readonly #index: WorkspaceIndex;
  readonly #ofDocuments = new WeakMap<OpenDocument, KnownFile>();
  readonly #listeners: (() => void)[] = [];
  readonly #startProgress: WorkspaceParts['startProgress'];
  readonly listing: WorkspaceListing;
  /** Absent where no files can be read. */
  readonly disk: WorkspaceDisk | undefined;

  constructor({ documents, index, listing, disk, startProgress }: WorkspaceParts) {
    this.#documents = documents;
    this.#index = index;
    this.#startProgress = startProgress;
    this.listing = listing;
    this.disk = disk;
  }

  /** Calls `listener` after every later change of files that are not open. */
  addListener(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Files on disk, or the folders of the workspace, have changed or may have. */
  changed(): void {
    this.#index.changed();
    for (const listener of this.#listeners) listener();
  }

  /** All of them, open ones first; what is on disk is looked at again where `isFresh`. Throws `RequestCancelled` when the client has given up. */
  async files(token: CancellationToken, isFresh = false): Promise<readonly KnownFile[]> {
    if (isFresh) this.#index.changed();
    const closed = await this.#closedFiles(token);
    const open: KnownFile[] = [];
    for (const document of this.#documents.all()) {
      const known = await this.#knownOf(document, token);
      if (known !== undefined) open.push(known);
    }
    return [...open, ...closed.map((file) => ({ ...file, version: null }))];
  }

  /** The addresses of those that are not open, by their keys. Throws `RequestCancelled` when the client has given up. */
  async closedAddresses(token: CancellationToken): Promise<ReadonlyMap<string, string>> {
    const files = new Map(await this.listing.list(addressKey, () => !token.isCancellationRequested));
    throwIfCancelled(token);
    for (const { uri } of this.#documents.all()) files.delete(addressKey(uri));
    return files;
  }

  /** See `WorkspaceParts`. */
  startProgress(title: string): ReadingProgress {
    return this.#startProgress(title);
  }

  async #closedFiles(token: CancellationToken): Promise<readonly IndexedFile[]> {
    const files = await this.#index.read(token);
    throwIfCancelled(token);
    const open = new Set(this.#documents.all().map(({ uri }) => addressKey(uri)));
    return files.filter(({ uri }) => !open.has(addressKey(uri)));
  }

  async #knownOf(document: OpenDocument, token: CancellationToken): Promise<KnownFile | undefined> {
    const { uri, version, support } = document;
    if (support?.facts === undefined) return undefined;
    const known = this.#ofDocuments.get(document);
    if (known?.version === version) return known;
    const { results } = await gather(await support.facts(document.text), document, token);
    const file = { uri, version, support, facts: results };
    this.#ofDocuments.set(document, file);
    return file;
  }
}
