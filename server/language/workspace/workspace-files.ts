/** What tells one state of a file from another. */
export interface FileStamp {
  /** When it was changed last, in milliseconds since 1970. */
  readonly modified: number;
  /** In bytes. */
  readonly size: number;
}

/** A file or folder that the user gives another address. */
export interface AddressChange {
  readonly oldUri: string;
  readonly newUri: string;
}

/**
 * For changes of addresses: how a file has to name other files afterwards, by its present address and by its own names
 * for folders (in lower case, with colon). Absent for a name that can stay.
 */
export type FollowChanges = (
  changes: readonly AddressChange[],
) => (uri: string, maps: ReadonlyMap<string, string>) => (path: string) => string | undefined;

/** What the server takes along where it can read files. */
export interface WorkspaceDisk {
  readonly files: WorkspaceFiles;
  readonly followChanges: FollowChanges;
}

/** The files of the workspace as the server may read them. Nothing here fails: what cannot be read is not there. */
export interface WorkspaceFiles {
  /** The addresses of the files below a folder whose names, without their folders, may be known; in a fixed order. */
  list(folder: string, mayBeKnown: (fileName: string) => boolean, isWanted: () => boolean): AsyncIterable<string>;
  stamp(uri: string): Promise<FileStamp | undefined>;
  /** The text of a file; absent where it is none. */
  read(uri: string): Promise<string | undefined>;
}
