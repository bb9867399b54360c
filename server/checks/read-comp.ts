import type { Comp } from '../formats/comp/model.ts';
import { parseComp } from '../formats/comp/parse-comp.ts';
import { FramesInComp } from '../formats/frame-texts/frames-in-comp.ts';
import { CompChecker } from './check-comp.ts';
import { checkInPlace } from './check-project.ts';
import type { ReadFile } from './file-kind.ts';
import { withFrameFindings } from './frames/frame-findings.ts';
import { projectFacts } from './project-facts.ts';

/** Reads the text of a comp or setting that is checked once. */
export function readComp(text: string): ReadFile {
  return checkedComp(parseComp(text));
}

/** The same of a comp that is read already. */
export function checkedComp(comp: Comp): ReadFile {
  const facts = projectFacts(comp);
  const file: ReadFile = {
    findings: (overrides) => new CompChecker().findings(comp, overrides),
    ...(facts && { inPlace: (place, overrides) => checkInPlace(facts, place, overrides) }),
  };
  return withFrameFindings(file, new FramesInComp().of(comp));
}
