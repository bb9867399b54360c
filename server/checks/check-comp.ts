import type { Comp } from '../formats/comp/model.ts';
import type { CompCheck, Finding, SeverityOverrides } from './check.ts';
import { COMP_CHECKS } from './comp-checks.ts';
import { findingOf } from './finding.ts';

/**
 * Everything that is wrong with a comp or setting, in the order of its text. A severity in `overrides` holds for all
 * findings of its code; `off` leaves the check out.
 */
export function checkComp(
  comp: Comp,
  overrides: SeverityOverrides = {},
  checks: readonly CompCheck[] = COMP_CHECKS,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    const override = overrides[check.code];
    if (override === 'off') continue;
    for (const observation of check.run(comp)) {
      findings.push(findingOf(check.code, override ?? observation.severity ?? check.defaultSeverity, observation));
    }
  }
  return findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
