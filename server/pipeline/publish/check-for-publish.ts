import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { inTextOrder } from '../../checks/finding.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import { checkedComp } from '../../checks/read-comp.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { Places } from '../../project/places.ts';
import { ComplineError } from '../../protocol/errors.ts';

/** A finding with its place. Lines and characters count from 0. */
export interface PlacedFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly character: number;
}

/**
 * Checks a comp, also against its project and the disk, with the severities of its project; returns what is no error.
 * `ofFile` is what was found about its bytes. Error: `comp-has-errors` with all findings in `details`.
 */
export async function checkForPublish(
  comp: Comp,
  ofFile: readonly Finding[],
  severities: SeverityOverrides,
  path: string,
): Promise<readonly PlacedFinding[]> {
  const checked = checkedComp(comp);
  const inPlace = await checked.inPlace?.(await new Places().placeOf(path), severities);
  const ofText = [...checked.findings(severities)].filter((finding) => finding !== undefined);
  const found = inTextOrder([...joinFindings(ofText, inPlace ?? [])]);
  const findings = placed(comp.text, [...ofFile, ...found]);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return findings;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  throw new ComplineError({
    code: 'comp-has-errors',
    message: `The comp has ${count}. Line ${first.line + 1}: ${first.message}`,
    nextStep: 'Correct the comp; the editor offers fixes where there are any.',
    path,
    details: { findings },
  });
}

function placed(text: string, findings: readonly Finding[]): PlacedFinding[] {
  return findings.map(({ code, severity, message, range }) => {
    const before = text.slice(0, range.start);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { code, severity, message, line: before.split('\n').length - 1, character: range.start - lineStart };
  });
}
