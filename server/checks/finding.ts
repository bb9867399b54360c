import type { DefaultSeverity, Finding, Observation, Severity, SeverityOverrides } from './check.ts';

/** What a check is known by. */
export interface CheckName {
  readonly code: string;
  readonly defaultSeverity: DefaultSeverity;
}

/** An observation with its code and its severity. */
export function findingOf(code: string, severity: Severity, observation: Observation): Finding {
  return { ...observation, code, severity };
}

/** How much a check matters: what a user says, else what the check says of one finding, else of all. */
export function severityOf(check: CheckName, overrides: SeverityOverrides, ofFinding?: Severity): DefaultSeverity {
  const { code, defaultSeverity } = check;
  return overrides[code] ?? (defaultSeverity === 'off' ? 'off' : (ofFinding ?? defaultSeverity));
}

/** What a check has seen as a finding; absent where the check is off. */
export function reported(
  check: CheckName,
  observation: Observation,
  overrides: SeverityOverrides,
): Finding | undefined {
  const severity = severityOf(check, overrides, observation.severity);
  return severity === 'off' ? undefined : findingOf(check.code, severity, observation);
}

/** Puts findings in the order of the text. */
export function inTextOrder(findings: Finding[]): readonly Finding[] {
  return findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
