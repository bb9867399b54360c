import type { FileName } from '../../../formats/comp/file-names.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import { isPublishedName } from '../../../project/published-name.ts';
import type { CodeLens, LensKind } from '../../answers/code-lenses.ts';
import type { Pausing } from '../../pausing.ts';
import type { CompFiles } from '../comp-files.ts';

/** The lenses of a comp: above its Loaders and Savers, about the files they name. */
export function* lensesOf(comp: Comp, files: CompFiles, place: CompPlace): Pausing<CodeLens> {
  const maps = pathMaps(comp);
  const isPublishable = comp.kind === 'composition' && place.project !== undefined;
  for (const id of ['Loader', 'Saver']) {
    for (const tool of comp.toolsById.get(id) ?? []) {
      const file = mediaOf(comp, files, tool);
      const isFound = file !== undefined && place.resolve(file.name, maps) !== undefined;
      if (file !== undefined)
        for (const kind of kindsOf(file, isPublishable, isFound)) yield { kind, range: tool.nameRange };
      yield undefined;
    }
  }
}

/** The file that a Loader reads first or a Saver writes. */
export function mediaOf(comp: Comp, files: CompFiles, tool: Tool): FileName | undefined {
  for (const file of files.ofTool(comp, tool)) if (file.use !== 'other') return file;
  return undefined;
}

function kindsOf({ name, use }: FileName, isPublishable: boolean, isFound: boolean): readonly LensKind[] {
  if (use === 'output') {
    const publish: readonly LensKind[] = isPublishable ? ['publish'] : [];
    return isFound ? [...publish, 'folder', 'frames'] : publish;
  }
  if (!isFound) return [];
  return isPublishedName(name) ? ['version', 'frames'] : ['frames'];
}
