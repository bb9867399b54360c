import type { DocumentEdits } from '../workspace-edit.ts';
import { rangeOfStretch } from './range-of-stretch.ts';
import type { KnownFile } from './workspace.ts';
import type { AddressChange, FollowChanges } from './workspace-files.ts';

/** Whether a file names others by their way from the folder of its project. */
export function namesByProject({ facts }: KnownFile): boolean {
  return facts.some((fact) => fact.kind === 'path' && fact.relativeTo === 'project');
}

/**
 * The edits with which files keep naming the same files after changes of addresses; `undefined` comes where the work may
 * pause. `rootOf` says in which folder the project of a file is, for those that `namesByProject` tells.
 */
export function* editsAfter(
  files: readonly KnownFile[],
  changes: readonly AddressChange[],
  follow: FollowChanges,
  rootOf: (uri: string) => string | undefined,
): Generator<DocumentEdits | undefined> {
  const namesIn = follow(changes);
  for (const { uri, version, facts, support } of files) {
    const maps = facts.flatMap((fact) => (fact.kind === 'map' ? [[fact.name.toLowerCase(), fact.path] as const] : []));
    const nameAfter = namesIn({ uri, maps: new Map(maps), root: rootOf(uri) });
    const edits: DocumentEdits['edits'][number][] = [];
    for (const fact of facts) {
      yield undefined;
      if (fact.kind === 'symbol') continue;
      const { relativeTo, style } = fact.kind === 'path' ? fact : {};
      const name = nameAfter(fact.path, relativeTo);
      if (name === undefined) continue;
      edits.push({ range: rangeOfStretch(fact.place), newText: support.writeText?.(name, style) ?? name });
    }
    if (edits.length > 0) yield { uri, version, edits };
  }
}
