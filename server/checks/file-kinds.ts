import { detectComp } from '../formats/comp/find-root.ts';
import { parseComp } from '../formats/comp/parse-comp.ts';
import { FramesInComp } from '../formats/frame-texts/frames-in-comp.ts';
import { CompChecker } from './check-comp.ts';
import { checkInPlace } from './check-project.ts';
import type { FileKind } from './file-kind.ts';
import { frameFindings, frameFindingsInPlace } from './frames/frame-findings.ts';
import { framesKind } from './frames-kind.ts';
import { projectFacts } from './project-facts.ts';

/** Fusion's comps and settings. */
export const compKind: FileKind = {
  languageId: 'fusion-comp',
  matches: (fileName) => /\.(?:comp|setting)$/i.test(fileName),
  recognizes: (text) => detectComp(text) !== undefined,
  read(text) {
    const comp = parseComp(text);
    const facts = projectFacts(comp);
    const frames = [...new FramesInComp().of(comp)];
    return {
      *findings(overrides) {
        yield* new CompChecker().findings(comp, overrides);
        yield* frameFindings(frames, overrides);
      },
      inPlace: async (place, overrides) => [
        ...(facts === undefined ? [] : await checkInPlace(facts, place, overrides)),
        ...(await frameFindingsInPlace(frames, place, overrides)),
      ],
    };
  },
};

/** Every kind of file that is checked, one line each. */
export const FILE_KINDS: readonly FileKind[] = [compKind, framesKind];

/** The kind of a file by its name, without its folder; absent for a file that nobody checks. */
export function fileKindOf(fileName: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind.matches(fileName));
}
