import { compKind } from './comp-kind.ts';
import { configKind } from './config-kind.ts';
import type { FileKind } from './file-kind.ts';
import { framesKind } from './frames-kind.ts';
import { thisMachine } from './sora/this-machine.ts';
import { createSoraKind } from './sora-kind.ts';
import { specKind } from './spec-kind.ts';

/** Every kind of file that is checked, one line each; of several that a file may be, the first that fits holds. */
export const FILE_KINDS: readonly FileKind[] = [
  compKind,
  configKind,
  framesKind,
  specKind,
  createSoraKind(thisMachine),
];

/** The kinds that a file may be of by its name, without its folder; none for a file that nobody checks. */
export function fileKindsOf(fileName: string, kinds: readonly FileKind[] = FILE_KINDS): readonly FileKind[] {
  return kinds.filter((kind) => kind.matches(fileName));
}
