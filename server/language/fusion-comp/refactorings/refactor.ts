import type { TextEdit } from '../../../formats/text/range.ts';
import type { RefactoringOffer } from '../../answers/refactorings.ts';
import type { Pausing } from '../../pausing.ts';
import { ALL_REFACTORINGS } from './all-refactorings.ts';
import type { Scene } from './refactoring.ts';

/** What is offered at a place, in the order of menus. */
export function refactoringsAt(scene: Scene): readonly RefactoringOffer[] {
  return ALL_REFACTORINGS.flatMap(({ id, kind, offer }) => {
    const offered = offer(scene);
    return offered === undefined ? [] : [{ id, kind, ...offered }];
  });
}

/** The edits of the refactoring with this id; none for an id that is not known. */
export function editsOfRefactoring(id: string, scene: Scene): Pausing<TextEdit> {
  return ALL_REFACTORINGS.find((refactoring) => refactoring.id === id)?.edits(scene) ?? [];
}
