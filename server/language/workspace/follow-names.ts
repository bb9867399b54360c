import type { DocumentEdits } from '../workspace-edit.ts';
import { rangeOfStretch } from './range-of-stretch.ts';
import type { KnownFile } from './workspace.ts';
import type { AddressChange, FollowChanges, NamingFile } from './workspace-files.ts';

/** What of its project decides how a file names others; nothing for a file in none. */
export type ProjectOfNames = Pick<NamingFile, 'root' | 'roots'>;

/** Whether a file names others. */
export function namesFiles({ facts }: KnownFile): boolean {
  return facts.some(({ kind }) => kind !== 'symbol');
}

/**
 * The edits with which files keep naming the same files after changes of addresses; `undefined` comes where the work may
 * pause. `projectOf` says what of its project decides, for those that `namesFiles` tells.
 */
export function* editsAfter(
  files: readonly KnownFile[],
  changes: readonly AddressChange[],
  follow: FollowChanges,
  projectOf: (uri: string) => ProjectOfNames | undefined,
): Generator<DocumentEdits | undefined> {
  const namesIn = follow(changes);
  for (const { uri, version, facts, support } of files) {
    const maps = facts.flatMap((fact) => (fact.kind === 'map' ? [[fact.name.toLowerCase(), fact.path] as const] : []));
    const nameAfter = namesIn({ uri, maps: new Map(maps), root: undefined, ...projectOf(uri) });
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
