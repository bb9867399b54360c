import type { FileName } from '../../formats/comp/file-names.ts';
import { below } from '../../formats/comp/folder-names.ts';
import type { CompPlace } from '../../project/comp-place.ts';

/** Names of files in versions' folders: `Comp:/../PLATE/_published/001_OK/plate.1001.exr`. */
const PUBLISHED = /^(?<head>.*[/\\:]_published(?<slash>[/\\]))[^/\\]+[/\\]/s;

/** The newest version of a file that a comp names. */
export interface NewestName {
  readonly number: number;
  /** The file's name in the comp for that version; absent where the comp names it already. */
  readonly name: string | undefined;
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
  { name }: FileName,
  maps: ReadonlyMap<string, string>,
  place: CompPlace,
): Promise<NewestName | undefined> {
  const { head, slash } = PUBLISHED.exec(name)?.groups ?? {};
  const path = place.resolve(name, maps);
  const folder = head === undefined ? undefined : place.resolve(head.slice(0, -1), maps);
  if (head === undefined || path === undefined || folder === undefined) return undefined;
  const newest = await place.newestVersion(path);
  if (newest === undefined) return undefined;
  const rest = newest.path === path ? undefined : below(folder, newest.path);
  return { number: newest.number, name: rest && `${head}${rest.replaceAll(/[/\\]/g, slash ?? '/')}` };
}
