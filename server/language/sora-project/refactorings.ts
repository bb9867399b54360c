import { migration, missingKeys } from '../../checks/sora/schema-version.ts';
import { placeInProject } from '../../formats/sora/place-in-project.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';

/** A refactoring of projects. */
interface SoraRefactoring extends RefactoringOffer {
  edits(project: SoraProject, offset: number): readonly TextEdit[];
}

const ALL: readonly SoraRefactoring[] = [
  {
    id: 'add-missing-keys',
    title: 'Add missing keys with their defaults',
    kind: 'rewrite',
    edits: ({ root, text, schema }) => (root === undefined || schema !== 'current' ? [] : missingKeys(text, root)),
  },
  {
    id: 'add-missing-keys-here',
    title: 'Add missing keys of this shot or template with their defaults',
    kind: 'rewrite',
    edits: (project, offset) => {
      const item = project.schema === 'newer' ? undefined : placeInProject(project, offset)?.item;
      return item === undefined ? [] : missingKeys(project.text, item.part, item.kind);
    },
  },
  {
    id: 'migrate-schema',
    title: 'Migrate to schema 1',
    kind: 'rewrite',
    edits: (project) =>
      project.root === undefined || project.schema === 'current' || project.schema === 'newer'
        ? []
        : migration(project, project.root),
  },
];

/** What is offered: what would change something, where the user has asked. */
export function refactoringsAt(
  project: SoraProject,
  { isInvoked, selection }: RefactoringPlace,
): readonly RefactoringOffer[] {
  if (!isInvoked || project.tree.faults.length > 0) return [];
  return ALL.flatMap((each) => {
    const { id, title, kind } = each;
    return each.edits(project, selection.start).length === 0 ? [] : [{ id, title, kind }];
  });
}

/** The edits of the refactoring with this id; none for an id that is not known. */
export function editsOfRefactoring(
  project: SoraProject,
  id: string,
  { selection }: RefactoringPlace,
): readonly TextEdit[] {
  return ALL.find((each) => each.id === id)?.edits(project, selection.start) ?? [];
}
