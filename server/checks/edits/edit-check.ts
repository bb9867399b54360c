import type { Comp } from '../../formats/comp/model.ts';
import type { DefaultSeverity, Observation } from '../check.ts';

/**
 * A rule about what was changed in an open comp since it was opened or last saved: one file under `checks/edits`, one
 * line in `edit-checks.ts`. Only an editor knows that: `compline check` and the publish do not run it.
 */
export interface EditCheck {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** Begins to watch over one document. */
  watch(): EditWatch;
}

/** What one rule remembers of one document. */
export interface EditWatch {
  /** Remembers a version that was opened or saved. Nothing of the comp itself is kept. */
  settle(comp: Comp): void;
  /**
   * Finds every violation of a later version. It is run after every keystroke: what lies outside of the tools that are
   * remembered must cost it nothing. `undefined` comes where the work may pause.
   */
  run(comp: Comp): Iterable<Observation | undefined>;
}
