import { addMembers, initialJson } from '../../formats/sora/edits.ts';
import { itemName, type ProjectItem } from '../../formats/sora/project.ts';
import { keysOf } from '../../formats/sora/schema.ts';
import type { Fix } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject, SoraHost } from './checked-project.ts';
import { capital, listed, openingOf } from './words.ts';

/** Keys without which the desktop application does not load the project. */
export const soraMissingKey: DocumentCheck<CheckedProject> = {
  code: 'sora-missing-key',
  title: 'A shot or template lacks a key that it has to have.',
  defaultSeverity: 'error',
  *run({ project, host }) {
    for (const item of [...project.shots, ...project.templates]) {
      const missing = missingIn(item);
      if (missing.length > 0) {
        const names = listed(missing.map((name) => `\`${name}\``));
        const message = `${capital(itemName(item))} has no ${names}: Sora Studio does not load the project.`;
        yield { message, range: openingOf(item.part.node), fixes: fixesFor(project.text, item, missing, host) };
      }
      yield undefined;
    }
  },
};

function missingIn({ kind, part }: ProjectItem): readonly string[] {
  return keysOf(kind).flatMap(({ name, isRequired }) => (isRequired && !part.byName.has(name) ? [name] : []));
}

function fixesFor(text: string, item: ProjectItem, missing: readonly string[], host: SoraHost): readonly Fix[] {
  const added = missing.map((name) => {
    const json = name === 'id' ? JSON.stringify(host.newId() ?? '') : initialJson(item.kind, name);
    return { name, json };
  });
  const title = missing.length === 1 ? `Add \`${missing[0]}\`` : 'Add the missing keys';
  return [{ title, edits: addMembers(text, item.part, added) }];
}
