import type { CompPlace } from '../project/comp-place.ts';

/** Finds where a document lies; absent for one that is no file, and where no files can be read. */
export type FindPlace = (uri: string) => Promise<CompPlace | undefined>;
