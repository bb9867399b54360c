import { detectComp } from '../formats/comp/find-root.ts';
import { parseComp } from '../formats/comp/parse-comp.ts';
import { CompChecker } from './check-comp.ts';
import { checkInPlace } from './check-project.ts';
import type { FileKind } from './file-kind.ts';
import { projectFacts } from './project-facts.ts';
import { thisMachine } from './sora/this-machine.ts';
import { createSoraKind } from './sora-kind.ts';

/** Fusion's comps and settings. */
export const compKind: FileKind = {
  languageId: 'fusion-comp',
  matches: (fileName) => /\.(?:comp|setting)$/i.test(fileName),
  recognizes: (text) => detectComp(text) !== undefined,
  read(text) {
    const comp = parseComp(text);
    const facts = projectFacts(comp);
    return {
      findings: (overrides) => new CompChecker().findings(comp, overrides),
      ...(facts && { inPlace: (place, overrides) => checkInPlace(facts, place, overrides) }),
    };
  },
};

/** Every kind of file that is checked, one line each. */
export const FILE_KINDS: readonly FileKind[] = [compKind, createSoraKind(thisMachine)];

/** The kind of a file by its name, without its folder; absent for a file that nobody checks. */
export function fileKindOf(fileName: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind.matches(fileName));
}
