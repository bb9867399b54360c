import type { Span } from './sequence.ts';

/** What lies on disk under the name of a media file. */
export interface MediaOnDisk {
  /** The file, or one file of the sequence, as an absolute path; it need not exist. */
  readonly path: string;
  readonly kind: 'missing' | 'file' | 'movie' | 'sequence';
  /** The frames of a sequence that have a file, as spans in order; empty for the other kinds. */
  readonly frames: readonly Span[];
}

/** Where a comp lies: what the names in it stand for, and what its project says. */
export interface CompPlace {
  /** The comp's file; absolute. */
  readonly file: string;
  /** The absolute path that a name in the comp stands for, by its path maps; absent where only Fusion or another
   * platform knows. */
  resolve(name: string, maps: ReadonlyMap<string, string>): string | undefined;
  /** What lies under an absolute path; the answer may be some seconds old. */
  mediaAt(path: string): Promise<MediaOnDisk>;
}
