import type { CompPlace } from '../project/comp-place.ts';
import type { Finding, SeverityOverrides } from './check.ts';
import { documentFindings, type IsCancelled, placedFindings } from './document-check.ts';
import type { CheckedProject } from './sora/checked-project.ts';
import { SORA_CHECKS, SORA_FORM_CHECKS, SORA_PLACED_CHECKS } from './sora-checks.ts';

/**
 * Everything that is wrong with the text of a `.sorastudio`, in no order. Of a project of a newer schema only that is
 * said: what its keys mean is not known. `undefined` comes where the work may pause.
 */
export function* soraFindings(checked: CheckedProject, overrides: SeverityOverrides): Generator<Finding | undefined> {
  yield* documentFindings(SORA_FORM_CHECKS, checked, overrides);
  if (isKnown(checked)) yield* documentFindings(SORA_CHECKS, checked, overrides);
}

/** What its project and the disk find wrong, in no order. */
export async function soraFindingsInPlace(
  checked: CheckedProject,
  place: CompPlace,
  overrides: SeverityOverrides,
  isCancelled?: IsCancelled,
): Promise<readonly Finding[]> {
  return isKnown(checked) ? placedFindings(SORA_PLACED_CHECKS, checked, place, overrides, isCancelled) : [];
}

function isKnown({ project }: CheckedProject): boolean {
  return project.root !== undefined && project.schema !== 'newer';
}
