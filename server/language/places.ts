import type { CompPlace } from '../project/comp-place.ts';

/** Finds where a document lies; absent for one that is no file, and where no files can be read. */
export type FindPlace = (uri: string) => Promise<CompPlace | undefined>;

/** What a server that can read files takes along. */
export interface DocumentPlaces {
  readonly placeOf: FindPlace;
  /** Forgets what was read: something on disk has changed. */
  forget(): void;
}
