import type { ExpandedShot } from '../../formats/sora/expand-shots.ts';

/** The first of the videos that shots of a project stand for. */
export interface ShotExpansion {
  readonly videos: readonly ExpandedShot[];
  /** How many there are, from the asked shot on. */
  readonly total: number;
  /** What is wrong with the tables, a sentence each. */
  readonly tableFaults: readonly string[];
}
