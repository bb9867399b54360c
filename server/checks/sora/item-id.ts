import { itemName, type ProjectItem } from '../../formats/sora/project.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject, SoraHost } from './checked-project.ts';
import { capital, placeIn } from './words.ts';

/** Ids that do not tell a shot or template from the others. */
export const soraId: DocumentCheck<CheckedProject> = {
  code: 'sora-id',
  title: 'The id of a shot or template is empty, or that of another.',
  defaultSeverity: 'error',
  *run({ project: { shots, templates }, host }) {
    for (const items of [shots, templates]) yield* wrongIds(items, host);
  },
};

function* wrongIds(items: readonly ProjectItem[], host: SoraHost): Generator<Observation | undefined> {
  const first = new Map<string, ProjectItem>();
  for (const item of items) {
    yield undefined;
    if (item.id === undefined) continue;
    const range = placeIn(item, 'id');
    const known = first.get(item.id);
    if (item.id.trim() === '') {
      yield { message: `${capital(itemName(item))} has an empty id.`, range, fixes: newIdFor(item, host) };
    } else if (known === undefined) first.set(item.id, item);
    else {
      yield {
        message: `${capital(itemName(item))} has the same id as ${itemName(known)}: the queue takes them for one.`,
        range,
        related: [{ message: `The id of ${itemName(known)}`, range: placeIn(known, 'id') }],
        fixes: newIdFor(item, host),
      };
    }
  }
}

function newIdFor(item: ProjectItem, host: SoraHost): readonly Fix[] {
  const id = host.newId();
  if (id === undefined) return [];
  const edits = [{ range: placeIn(item, 'id'), newText: JSON.stringify(id) }];
  return [{ title: `Give ${itemName(item)} a new id`, edits, preferred: true }];
}
