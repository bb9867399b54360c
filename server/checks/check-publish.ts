import type { Finding, SeverityOverrides } from './check.ts';
import { reported, severityOf } from './finding.ts';
import type { PublishCheck, PublishSubject } from './publish-check.ts';
import { PUBLISH_CHECKS } from './publish-checks.ts';

/**
 * Everything that is wrong with what a publish is going to do, with what was found in its comp before; where the publish
 * says more of the same place, that stands. A severity in `overrides` holds for all findings of its code; `off` leaves the
 * check out.
 */
export async function checkPublish(
  subject: PublishSubject,
  ofComp: readonly Finding[],
  overrides: SeverityOverrides,
  checks: readonly PublishCheck[] = PUBLISH_CHECKS,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const replaced = new Set<string>();
  for (const check of checks) {
    if (severityOf(check, overrides) === 'off') continue;
    for await (const observation of check.run(subject)) {
      const finding = reported(check, observation, overrides);
      if (finding === undefined) continue;
      findings.push(finding);
      for (const code of check.replaces ?? []) replaced.add(keyOf({ code, range: finding.range }));
    }
  }
  return [...ofComp.filter((finding) => !replaced.has(keyOf(finding))), ...findings];
}

function keyOf({ code, range }: Pick<Finding, 'code' | 'range'>): string {
  return `${code} ${range.start} ${range.end}`;
}
