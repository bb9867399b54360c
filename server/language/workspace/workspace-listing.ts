import type { FileStamp, WorkspaceFiles } from './workspace-files.ts';

/** The most files that are known, and the largest that is read, in bytes. */
const MOST_FILES = 2_000;
const LARGEST_FILE = 20 * 1024 * 1024;

/** What the listing takes from where it runs. */
export interface ListingHost {
  /** Absent where no files can be read. */
  readonly files: WorkspaceFiles | undefined;
  /** The addresses of the workspace's folders. */
  folders(): readonly string[];
  /** Whether a file of this name, without its folder, may be in a language of the server. */
  mayBeKnown(fileName: string): boolean;
  log(line: string): void;
}

/** Which files there are below the workspace's folders, within limits; of those that they leave out the log is told once. */
export class WorkspaceListing {
  readonly #host: ListingHost;
  readonly #tooLarge = new Set<string>();
  #toldOfMost = false;

  constructor(host: ListingHost) {
    this.#host = host;
  }

  /** The files by what tells them apart, with their addresses, in the order of the folders; what was found so far once
   * `isWanted` is false. */
  async list(keyOf: (uri: string) => string, isWanted: () => boolean): Promise<ReadonlyMap<string, string>> {
    const uris = new Map<string, string>();
    const { files, mayBeKnown } = this.#host;
    for (const folder of files === undefined ? [] : this.#host.folders()) {
      for await (const uri of files?.list(folder, mayBeKnown, isWanted) ?? []) {
        if (uris.size >= MOST_FILES && !uris.has(keyOf(uri))) return this.#cut(uris);
        uris.set(keyOf(uri), uri);
      }
    }
    return uris;
  }

  /** The stamp of a file; absent where it is gone or too large to be read. */
  async stamp(uri: string): Promise<FileStamp | undefined> {
    const stamp = await this.#host.files?.stamp(uri);
    return stamp === undefined || this.#isTooLarge(uri, stamp) ? undefined : stamp;
  }

  #cut(uris: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    if (!this.#toldOfMost) {
      this.#host.log(`The workspace has more files than are searched: only the first ${MOST_FILES} are.`);
    }
    this.#toldOfMost = true;
    return uris;
  }

  #isTooLarge(uri: string, { size }: FileStamp): boolean {
    if (size <= LARGEST_FILE) return false;
    if (!this.#tooLarge.has(uri)) this.#host.log(`${uri} is not searched: it has more than 20 MB.`);
    this.#tooLarge.add(uri);
    return true;
  }
}
