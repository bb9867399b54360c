import type { Finding, Observation, Severity } from './check.ts';

/** An observation with its code and its severity. */
export function findingOf(code: string, severity: Severity, observation: Observation): Finding {
  return { ...observation, code, severity };
}
