import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { Finding, SeverityOverrides } from '../check.ts';
import { documentFindings, type IsCancelled, placedFindings } from '../document-check.ts';
import type { ReadFile } from '../file-kind.ts';
import { FRAME_CHECKS, PLACED_FRAME_CHECKS } from '../frames-checks.ts';

/** What is wrong with frame texts; `undefined` comes where the work may pause. */
export function* frameFindings(
  texts: Iterable<FrameText | undefined>,
  overrides: SeverityOverrides,
): Generator<Finding | undefined> {
  for (const text of texts) {
    if (text?.isChecked === true) yield* documentFindings(FRAME_CHECKS, text, overrides);
    else yield undefined;
  }
}

/** What the project finds wrong with frame texts; what was found so far once `isCancelled` is true. */
export async function frameFindingsInPlace(
  texts: Iterable<FrameText | undefined>,
  place: CompPlace,
  overrides: SeverityOverrides,
  isCancelled: IsCancelled = () => false,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const text of texts) {
    if (await isCancelled()) break;
    if (text?.isChecked !== true) continue;
    findings.push(...(await placedFindings(PLACED_FRAME_CHECKS, text, place, overrides, isCancelled)));
  }
  return findings;
}

/** A text that was read, in which frame texts stand too: what is wrong with them is found with everything else. */
export function withFrameFindings(file: ReadFile, texts: Iterable<FrameText | undefined>): ReadFile {
  const frames = [...texts].filter((text) => text !== undefined);
  if (frames.length === 0) return file;
  return {
    *findings(overrides) {
      yield* file.findings(overrides);
      yield* frameFindings(frames, overrides);
    },
    inPlace: async (place, overrides) => [
      ...((await file.inPlace?.(place, overrides)) ?? []),
      ...(await frameFindingsInPlace(frames, place, overrides)),
    ],
  };
}
