import type { ObjectPart } from '../../formats/json/json-tree.ts';
import { addMembers, initialJson } from '../../formats/sora/edits.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import { keysOf, SCHEMA_VERSION } from '../../formats/sora/schema.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { openingOf, placeOf } from './words.ts';

/** A project of another version of the format. */
export const soraSchema: DocumentCheck<CheckedProject> = {
  code: 'sora-schema',
  title: 'The project is of another version of the format.',
  defaultSeverity: 'warning',
  *run({ project }) {
    const { root, schema } = project;
    if (root === undefined || schema === 'current' || project.tree.faults.length > 0) return;
    const member = root.byName.get('schema');
    const range = member === undefined ? openingOf(root.node) : placeOf(member);
    if (schema === 'newer') {
      const message = `Schema ${member?.value?.value} is newer than this Compline, which knows ${SCHEMA_VERSION}: it checks and changes nothing.`;
      yield { message, range };
      return;
    }
    const fixes = [{ title: `Migrate to schema ${SCHEMA_VERSION}`, edits: migration(project, root) }];
    if (schema === 'missing') {
      const message = `The project has no \`schema\`: it is read as ${SCHEMA_VERSION}, the only one there is.`;
      yield { severity: 'hint', message, range, fixes };
    } else {
      const value = schema === 'older' ? `Schema ${member?.value?.value}` : 'This';
      yield { message: `${value} is no version of the format: Sora Studio writes ${SCHEMA_VERSION}.`, range, fixes };
    }
  },
};

/** The edits that make a project of schema 1 of one that has another or none: its version, and the keys that it lacks. */
export function migration({ text }: SoraProject, root: ObjectPart): readonly TextEdit[] {
  const member = root.byName.get('schema');
  const edits: TextEdit[] = [];
  const version = String(SCHEMA_VERSION);
  if (member !== undefined) edits.push({ range: placeOf(member), newText: version });
  return [...edits, ...missingKeys(text, root)];
}

/** The edits that add the keys that a project, shot or template may lack, but for dates, with what they are then. */
export function missingKeys(
  text: string,
  part: ObjectPart,
  kind: 'project' | 'shot' | 'template' = 'project',
): readonly TextEdit[] {
  const missing = keysOf(kind).filter(
    ({ name, role, isRequired }) => role !== 'date' && !isRequired && !part.byName.has(name),
  );
  return addMembers(
    text,
    part,
    missing.map(({ name }) => ({ name, json: initialJson(kind, name) })),
  );
}
