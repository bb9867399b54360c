import type { FileMoves } from './moved-name.ts';
import type { Roots } from './roots.ts';

/**
 * How a name that is written for another platform, or with a path map that only Fusion knows, has to be written after
 * `moves` so that it means the same file, where a root of the project says what it means here. Absent where it can stay,
 * and where the file is below no root any more: then there is no such name.
 */
export function movedUnderRoot(name: string, roots: Roots, moves: FileMoves): string | undefined {
  const rooted = roots.under(name);
  const before = rooted && roots.on(roots.here, rooted);
  // What is written for this platform is a path like any other.
  const after = before === undefined || rooted?.notation === roots.here ? undefined : moves.pathOf(before);
  const rootedAfter = after === undefined ? undefined : roots.under(after);
  if (rooted === undefined || rootedAfter === undefined) return undefined;
  if (rooted.notation === 'map') return roots.withMap(rootedAfter);
  const written = roots.on(rooted.notation, rootedAfter);
  return name.includes('\\') ? written : written?.replaceAll('\\', '/');
}
