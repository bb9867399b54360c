import type { CompPlace } from '../project/comp-place.ts';
import type { DefaultSeverity, Finding, Observation, SeverityOverrides } from './check.ts';
import { reported, severityOf } from './finding.ts';

/**
 * A rule about a document of one language that its text alone decides: one file, one line in the list of that language.
 * `Subject` is what the language makes of a text.
 */
export interface DocumentCheck<Subject> {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** Finds every violation; the work grows no faster than the document. `undefined` comes where the work may pause. */
  run(subject: Subject): Iterable<Observation | undefined>;
}

/**
 * A rule about a document of one language that its project or the disk decides. A disk that does not answer, and a name
 * that stands for no path here, are no findings.
 */
export interface PlacedCheck<Subject> {
  readonly code: string;
  /** A short sentence for lists of checks. */
  readonly title: string;
  readonly defaultSeverity: DefaultSeverity;
  /** Finds every violation. `undefined` comes where the work may pause. */
  run(subject: Subject, place: CompPlace): AsyncIterable<Observation | undefined> | Iterable<Observation | undefined>;
}

/** What the checks find in a document, in no order; `undefined` comes where the work may pause. */
export function* documentFindings<Subject>(
  checks: readonly DocumentCheck<Subject>[],
  subject: Subject,
  overrides: SeverityOverrides,
): Generator<Finding | undefined> {
  for (const check of checks) {
    if (severityOf(check, overrides) === 'off') continue;
    for (const observation of check.run(subject)) yield observation && reported(check, observation, overrides);
    yield undefined;
  }
}

/**
 * Whether nobody needs the answer any more; asked wherever the work may pause. A promise has the work wait, so that
 * others have their turn.
 */
export type IsCancelled = () => boolean | Promise<boolean>;

/** What the checks find in a document where it lies, in no order; what was found so far once `isCancelled` is true. */
export async function placedFindings<Subject>(
  checks: readonly PlacedCheck<Subject>[],
  subject: Subject,
  place: CompPlace,
  overrides: SeverityOverrides,
  isCancelled: IsCancelled = () => false,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    if (severityOf(check, overrides) === 'off') continue;
    for await (const observation of check.run(subject, place)) {
      const answer = isCancelled();
      if (answer === true || (answer !== false && (await answer))) return findings;
      const finding = observation && reported(check, observation, overrides);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}
