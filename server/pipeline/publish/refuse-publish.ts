import * as z from 'zod';
import type { Finding } from '../../checks/check.ts';
import { PUBLISH_CHECKS } from '../../checks/publish-checks.ts';
import { ComplineError, type ErrorCode } from '../../protocol/errors.ts';
import { type PlacedFinding, placedFindingSchema } from '../../protocol/publishes.ts';

const OF_PUBLISH: ReadonlySet<string> = new Set(PUBLISH_CHECKS.map(({ code }) => code));

/** Whether a finding is of a check of publishes: what these find is in no text that can be corrected. */
export function isOfPublish({ code }: Pick<PlacedFinding, 'code'>): boolean {
  return OF_PUBLISH.has(code);
}

/** Errors that have a code of their own. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  'publish-access': 'no-permission',
  'publish-space': 'disk-full',
  'publish-comp-changed': 'file-changed',
};

/** What the details of a refusal hold: `findings` where they are in the text of the comp. */
const foundSchema = z
  .object({ findings: z.array(placedFindingSchema).optional(), found: z.array(placedFindingSchema).optional() })
  .transform(({ findings, found }) => ({ found: findings ?? found ?? [] }));

/** So many messages are told; all are in the details. */
const MOST_TOLD = 3;

/** A comp that may be published, and how strict the publish is. */
interface Published {
  readonly text: string;
  readonly path: string;
  /** Warnings are refused as well. */
  readonly isStrict: boolean;
}

/**
 * Refuses a publish whose checks have found an error; gives the findings with their places otherwise. Errors:
 * `comp-has-errors` with all findings in `details`; where nothing but the publish itself is wrong `no-permission`,
 * `disk-full` and `file-changed` as well.
 */
export function refusePublish(
  { text, path, isStrict }: Published,
  findings: readonly Finding[],
): readonly PlacedFinding[] {
  const found = placed(text, findings);
  const refused = found.filter(({ severity }) => severity === 'error' || (isStrict && severity === 'warning'));
  const ofComp = refused.filter((it) => !isOfPublish(it));
  const [first] = refused;
  if (first === undefined) return found;
  if (ofComp.length === 0) throw refusal(path, refused, found);
  const [firstOfComp = first] = ofComp;
  const what = refused.every(({ severity }) => severity === 'warning') ? 'warning' : 'error';
  const count = refused.length === 1 ? (what === 'error' ? 'an error' : 'a warning') : `${refused.length} ${what}s`;
  const strictly = what === 'warning' ? ', which a strict publish does not allow' : '';
  throw new ComplineError({
    code: 'comp-has-errors',
    message: `The comp has ${count}${strictly}. Line ${firstOfComp.line + 1}: ${firstOfComp.message}`,
    nextStep: 'Correct the comp; the editor offers fixes where there are any.',
    path,
    details: { findings: found },
  });
}

/** The comp is all right, and what the publish needs is not. */
function refusal(path: string, refused: readonly PlacedFinding[], found: readonly PlacedFinding[]): ComplineError {
  const [first] = refused;
  const more = refused.length > MOST_TOLD ? ` And ${refused.length - MOST_TOLD} more.` : '';
  const told = refused.slice(0, MOST_TOLD).map(({ message }) => message);
  return new ComplineError({
    code: CODES[first?.code ?? ''] ?? 'comp-has-errors',
    message: `${told.join(' ')}${more}`,
    nextStep: `Mend that and publish again. What is no error here is given another severity in compline.yaml: ${first?.code}.`,
    path,
    // Not `findings`, which clients look for in the text of the comp.
    details: { refused, found },
  });
}

/** What the checks found, as the error of a publish that they refuse says it; nothing for any other error. */
export function findingsOf({ details }: ComplineError): readonly PlacedFinding[] {
  return foundSchema.safeParse(details).data?.found ?? [];
}

function placed(text: string, findings: readonly Finding[]): PlacedFinding[] {
  return findings.map(({ code, severity, message, range }) => {
    const before = text.slice(0, range.start);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { code, severity, message, line: before.split('\n').length - 1, character: range.start - lineStart };
  });
}
