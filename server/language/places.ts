import type { CompPlace } from '../project/comp-place.ts';
import type { ReadProjectRules } from './check-settings.ts';

/** Finds where a document lies; absent for one that is no file, and where no files can be read. */
export type FindPlace = (uri: string) => Promise<CompPlace | undefined>;

/** What a server that can read files takes along. */
export interface DocumentPlaces {
  readonly placeOf: FindPlace;
  /** What the project of a document says of checks. */
  readonly rulesOf: ReadProjectRules;
  /**
   * Whether other documents are judged by this one, a configuration or a render spec, and by another text than it has now:
   * that which is open, or that on disk where there is none. What was read of it is forgotten then.
   */
  textChanged(uri: string, text: () => string | undefined): boolean;
  /** Whether the document, as far as it was read, is or belongs to a configuration. */
  isConfiguration(uri: string): boolean;
  /** Calls `listener` with the address of each configuration when it is read. */
  onConfiguration(listener: (uri: string) => void): void;
  /** Forgets what was read: something on disk has changed. */
  forget(): void;
}
