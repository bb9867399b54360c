import type { Comp } from '../formats/comp/model.ts';
import type { Finding, SeverityOverrides } from './check.ts';
import { EDIT_CHECKS } from './edit-checks.ts';
import type { EditCheck } from './edits/edit-check.ts';
import { reported, severityOf } from './finding.ts';

/** Runs the checks of what was changed in one comp since it was opened or last saved. */
export class EditChecker {
  readonly #watches: readonly { readonly check: EditCheck; readonly watch: ReturnType<EditCheck['watch']> }[];

  constructor(checks: readonly EditCheck[] = EDIT_CHECKS) {
    this.#watches = checks.map((check) => ({ check, watch: check.watch() }));
  }

  /** Remembers a version that was opened or saved. */
  settle(comp: Comp): void {
    for (const { watch } of this.#watches) watch.settle(comp);
  }

  /**
   * Everything that is wrong with what was changed since, in no order; nothing before something is remembered. A
   * severity in `overrides` holds for all findings of its code; `off` leaves the check out. `undefined` comes where the
   * work may pause.
   */
  *findings(comp: Comp, overrides: SeverityOverrides): Generator<Finding | undefined> {
    for (const { check, watch } of this.#watches) {
      if (severityOf(check, overrides) === 'off') continue;
      for (const observation of watch.run(comp)) yield observation && reported(check, observation, overrides);
    }
  }
}
