import type { FileName } from '../../formats/comp/file-names.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { type NewName, renameFiles } from '../../formats/comp/rename-files.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { isPublishedName, newestName, type VersionName, versionNames } from '../../project/published-name.ts';
import type { CompFiles } from './comp-files.ts';

/**
 * What has the Loaders of a comp, or the ones named `tool` alone, read the newest version that is published of what
 * they read. The edits are made when all folders are read, for as long as the comp is still the same.
 */
export async function updateToNewest(
  comp: Comp,
  files: CompFiles,
  place: CompPlace,
  tool: string | undefined,
): Promise<() => readonly TextEdit[]> {
  const maps = pathMaps(comp);
  const names: NewName[] = [];
  for (const file of publishedFiles(comp, files, tool)) {
    const name = (await newestName(file, maps, place))?.name;
    if (name !== undefined) names.push({ file, name });
  }
  return () => renameFiles(comp, names);
}

/** A step among the versions of a file, or the number of one. */
export type VersionStep = 'up' | 'down' | number;

/**
 * What has one Loader read the next newer version of what it reads, the next older one, or the one of a number; no edits
 * where there is none. As above.
 */
export async function moveVersion(
  comp: Comp,
  files: CompFiles,
  place: CompPlace,
  tool: string,
  step: VersionStep,
): Promise<() => readonly TextEdit[]> {
  const maps = pathMaps(comp);
  const names: NewName[] = [];
  for (const file of publishedFiles(comp, files, tool)) {
    const versions = await versionNames(file.name, maps, place);
    const at = versions.findIndex(({ isRead }) => isRead);
    const found =
      typeof step === 'number' ? versions.find(({ number }) => number === step) : nextOf(versions, at, step === 'up');
    if (found !== undefined && !found.isRead) names.push({ file, name: found.name });
  }
  return () => renameFiles(comp, names);
}

/** Versions come the newest first; one that is there in several states is one step. */
function nextOf(versions: readonly VersionName[], at: number, isUp: boolean): VersionName | undefined {
  const number = versions[at]?.number;
  if (number === undefined) return undefined;
  return isUp
    ? versions.slice(0, at).findLast((it) => it.number > number)
    : versions.slice(at + 1).find((it) => it.number < number);
}

function publishedFiles(comp: Comp, files: CompFiles, tool: string | undefined): readonly FileName[] {
  const loaders = (comp.toolsById.get('Loader') ?? []).filter(({ name }) => tool === undefined || name === tool);
  return loaders
    .flatMap((loader) => [...files.ofTool(comp, loader)])
    .filter(({ name, use }) => use === 'media' && isPublishedName(name));
}
