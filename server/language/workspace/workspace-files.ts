import type { Roots } from '../../project/roots.ts';

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

/** A file that names others. */
export interface NamingFile {
  /** Its present address. */
  readonly uri: string;
  /** Its own names for folders, in lower case, with colon. */
  readonly maps: ReadonlyMap<string, string>;
  /** The folder of its project, as an absolute path; absent for a file in none. */
  readonly root: string | undefined;
  /** The roots of its project, by which names are followed that are written for another platform. */
  readonly roots?: Roots | undefined;
}

/**
 * For changes of addresses: how a file has to name other files afterwards. Absent for a name that can stay, and for one of
 * which nobody knows what it means.
 */
export type FollowChanges = (
  changes: readonly AddressChange[],
) => (file: NamingFile) => (path: string, relativeTo?: 'project') => string | undefined;

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
