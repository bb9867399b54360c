import type { FileName } from '../../../formats/comp/file-names.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { toolAt, toolsIn } from '../../../formats/comp/tool-at.ts';
import type { TextEdit, TextRange } from '../../../formats/text/range.ts';
import type { RefactoringKind, RefactoringOffer, RefactoringPlace } from '../../answers/refactorings.ts';
import type { Pausing } from '../../pausing.ts';
import type { CompFiles } from '../comp-files.ts';

/** A comp and the place in it that a refactoring is asked for. */
export interface Scene extends RefactoringPlace {
  readonly comp: Comp;
  readonly files: CompFiles;
}

/** What a refactoring says of itself at a place. */
export type Offer = Pick<RefactoringOffer, 'title' | 'disabled' | 'command'>;

/** One refactoring of comps: a file of its own, and a line in `all-refactorings.ts`. */
export interface Refactoring {
  readonly id: string;
  readonly kind: RefactoringKind;
  /** What it offers; nothing where the place is not its concern. Asked at every move of the cursor: quick. */
  offer(scene: Scene): Offer | undefined;
  /** The edits that do it, where its offer was neither disabled nor a command. */
  edits(scene: Scene): Pausing<TextEdit>;
}

/** The tools that are meant: those whose names or ids are selected, else the one that the cursor is in. */
export function chosenTools({ comp, selection, isInvoked }: Scene): readonly Tool[] {
  const named = toolsIn(comp, selection).filter(({ nameRange, idRange }) =>
    touches({ start: nameRange.start, end: idRange.end }, selection),
  );
  if (named.length > 0 || !isInvoked) return named;
  const around = toolAt(comp, selection.start);
  return around === undefined ? [] : [around];
}

/** The file whose name the cursor is in. What `OutputClips` lists follows the Savers and is not chosen. */
export function chosenFile({ comp, files, selection }: Scene): FileName | undefined {
  const tool = toolAt(comp, selection.start);
  if (tool === undefined) return undefined;
  return [...files.ofTool(comp, tool)].find(({ node }) => touches(node, selection));
}

/** The names of tools in a title: of one its name, of several how many they are. */
export function nameTools(tools: readonly Tool[]): string {
  const [only] = tools;
  return tools.length === 1 && only !== undefined ? only.name : `${tools.length} tools`;
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
