/** A folder that files of a document lie in. */
export interface UsedFolder {
  /** Absolute. */
  readonly folder: string;
  /** How many files are named in it. */
  readonly files: number;
}
