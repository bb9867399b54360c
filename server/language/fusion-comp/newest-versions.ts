import type { FileName } from '../../formats/comp/file-names.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { type NewName, renameFiles } from '../../formats/comp/rename-files.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { CompFiles } from './comp-files.ts';
import { isPublishedName, newestName } from './newest-name.ts';

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

function publishedFiles(comp: Comp, files: CompFiles, tool: string | undefined): readonly FileName[] {
  const loaders = (comp.toolsById.get('Loader') ?? []).filter(({ name }) => tool === undefined || name === tool);
  return loaders
    .flatMap((loader) => [...files.ofTool(comp, loader)])
    .filter(({ name, use }) => use === 'media' && isPublishedName(name));
}
