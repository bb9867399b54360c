import { below } from '../formats/comp/folder-names.ts';
import type { CompPlace } from './comp-place.ts';

/** Names of files in versions' folders: `Comp:/../PLATE/_published/001_OK/plate.1001.exr`. */
const PUBLISHED = /^(?<head>.*[/\\:]_published(?<slash>[/\\]))[^/\\]+[/\\]/s;

/** The newest version of a file that a comp names. */
export interface NewestName {
  readonly number: number;
  /** The file's name in the comp for that version; absent where the comp names it already. */
  readonly name: string | undefined;
}

/** A version that holds a file which a comp names. */
export interface VersionName {
  readonly number: number;
  /** Empty where the version's folder has none. */
  readonly state: string;
  /** The file's name in the comp for that version. */
  readonly name: string;
  /** True for the one that the comp names. */
  readonly isRead: boolean;
}

/** True for the name of a file in the folder of a published version. */
export function isPublishedName(name: string): boolean {
  return PUBLISHED.test(name);
}

/**
 * The newest version that is published of a file, and how the comp names it: everything before the version's folder
 * stays as it is written. Absent for a file that is in no version's folder or is not to be found from here.
 */
export async function newestName(
  { name }: { readonly name: string },
  maps: ReadonlyMap<string, string>,
  place: CompPlace,
): Promise<NewestName | undefined> {
  const found = placedName(name, maps, place);
  const newest = found && (await place.newestVersion(found.path));
  if (found === undefined || newest === undefined) return undefined;
  return { number: newest.number, name: newest.path === found.path ? undefined : found.named(newest.path) };
}

/**
 * The versions that hold a file which a comp names, the newest first; none for a file that is in no version's folder, or
 * where the folders cannot be read.
 */
export async function versionNames(
  name: string,
  maps: ReadonlyMap<string, string>,
  place: CompPlace,
): Promise<readonly VersionName[]> {
  const found = placedName(name, maps, place);
  const versions = found && (await place.versionsOf?.(found.path));
  if (found === undefined || versions === undefined) return [];
  return versions.flatMap(({ path, isRead, ...version }) => {
    const there = isRead ? name : found.named(path);
    return there === undefined ? [] : [{ ...version, name: there, isRead }];
  });
}

/** Where a published name leads, and how the comp would name other files of the versions beside it. */
function placedName(name: string, maps: ReadonlyMap<string, string>, place: CompPlace) {
  const { head, slash = '/' } = PUBLISHED.exec(name)?.groups ?? {};
  const path = place.resolve(name, maps);
  const folder = head === undefined ? undefined : place.resolve(head.slice(0, -1), maps);
  if (head === undefined || path === undefined || folder === undefined) return undefined;
  const named = (file: string): string | undefined => {
    const rest = below(folder, file);
    return rest && `${head}${rest.replaceAll(/[/\\]/g, slash)}`;
  };
  return { path, named };
}
