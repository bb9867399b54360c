import type { TextEdit } from '../../formats/text/range.ts';

/** One thing that is set in a document. */
export interface SetupChange {
  /** What it does, in a few words. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What sets a document up as its project says. */
export interface SceneSetup {
  /** The edits of different changes do not touch each other. */
  readonly changes: readonly SetupChange[];
  /** What is left to a person, a sentence each. */
  readonly notes: readonly string[];
}
