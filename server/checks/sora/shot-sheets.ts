import { rangeOf } from '../../formats/json/json-tree.ts';
import { placeholderNames } from '../../formats/sora/expand-shots.ts';
import type { ProjectItem, SoraProject } from '../../formats/sora/project.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { CheckedProject } from './checked-project.ts';
import { type SheetName, type SheetOnDisk, sheetsOf } from './sheet-reader.ts';

/** A table of a project, what came of reading it, and the shots that it fills. */
export interface ShotSheet {
  readonly name: SheetName;
  readonly onDisk: SheetOnDisk;
  readonly shots: readonly ProjectItem[];
  /** A shot needs it: one names it, or has placeholders. */
  readonly isNeeded: boolean;
  /** Where the project mentions it; where it only lies beside the project, the first prompt that it fills. */
  readonly mention: TextRange;
}

/** Reads the tables of a project. */
export async function* shotSheets({ project, sheets }: CheckedProject, place: CompPlace): AsyncGenerator<ShotSheet> {
  for (const { sheet: name, shots } of sheetsOf(project, place)) {
    const onDisk = await sheets.read(name, place);
    const filled = shots.filter((shot) => placeholderNames(shot).length > 0);
    const isNeeded = name.mention !== undefined || filled.length > 0;
    yield { name, onDisk, shots, isNeeded, mention: mentionOf(project, name, filled) };
  }
}

function mentionOf({ root }: SoraProject, { mention }: SheetName, filled: readonly ProjectItem[]): TextRange {
  if (mention !== undefined) return rangeOf(mention);
  const [first] = filled.flatMap(({ prompt }) => prompt?.placeholders ?? []);
  if (first !== undefined) return first.range;
  const shots = root?.byName.get('shots')?.key;
  return shots === undefined ? { start: 0, end: 0 } : rangeOf(shots);
}
