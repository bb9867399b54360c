import path from 'node:path';
import { isAbsoluteName } from '../formats/comp/folder-names.ts';
import { expandPath } from '../formats/comp/path-maps.ts';
import type { Roots } from './roots.ts';

/** What a file name in a comp stands for on this machine. */
export type MediaPath =
  | { readonly kind: 'path'; readonly path: string }
  /** Begins with a path map that only Fusion's preferences or the machine define. */
  | { readonly kind: 'unknown-map'; readonly map: string }
  /** A drive or share of another platform. */
  | { readonly kind: 'foreign'; readonly path: string };

/**
 * Resolves a file name as a comp holds it: the comp's own path maps, then `Comp:` (also without a slash after the
 * colon), absolute paths, and relative ones against the folder of the comp. Both kinds of slash are folders' ends.
 */
export function resolveMedia(name: string, compFolder: string, maps: ReadonlyMap<string, string>): MediaPath {
  const expanded = expandPath(name, maps);
  const [, map, rest = ''] = /^(\w{2,}:)[/\\]*(.*)$/s.exec(expanded) ?? [];
  if (map !== undefined) {
    if (map.toLowerCase() !== 'comp:') return { kind: 'unknown-map', map };
    return { kind: 'path', path: path.resolve(compFolder, native(rest)) };
  }
  const isWindows = path.sep === '\\';
  if (/^[A-Za-z]:[/\\]/.test(expanded) || /^\\\\/.test(expanded)) {
    return isWindows ? { kind: 'path', path: path.resolve(expanded) } : { kind: 'foreign', path: expanded };
  }
  // On Windows it would stand for a folder of whatever drive the comp is on, which nobody meant.
  if (isWindows && /^\/(?!\/)/.test(expanded)) return { kind: 'foreign', path: expanded };
  return { kind: 'path', path: path.resolve(compFolder, native(expanded)) };
}

/**
 * The absolute path on this machine that a file name in a comp stands for, also where it is written with a path of
 * another platform, or with a path map of Fusion, that a root of the project covers; absent where nobody here knows.
 */
export function resolveWithRoots(
  name: string,
  compFolder: string,
  maps: ReadonlyMap<string, string>,
  roots: Roots,
): string | undefined {
  const media = resolveMedia(name, compFolder, maps);
  const expanded = expandPath(name, maps);
  if (media.kind === 'path') {
    return isAbsoluteName(expanded) ? (roots.translate(media.path) ?? media.path) : media.path;
  }
  return roots.translate(expanded);
}

function native(name: string): string {
  return path.sep === '\\' ? name.replaceAll('/', '\\') : name.replaceAll('\\', '/');
}
