import type { FileName } from '../../../formats/comp/file-names.ts';
import { loaderClips } from '../../../formats/comp/loader.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import { toolAt } from '../../../formats/comp/tool-at.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import { versionDigits } from '../../../project/names/version-folder.ts';
import { newestName } from '../../../project/published-name.ts';
import type { Span } from '../../../project/sequence.ts';
import type { CodeLens, LensText } from '../../answers/code-lenses.ts';
import type { EditorCommand } from '../../answers/refactorings.ts';
import type { CompFiles } from '../comp-files.ts';
import { mediaOf } from './comp-lenses.ts';
import { framesOfLoader, framesOfSaver } from './expected-frames.ts';
import { framesOnDisk } from './frames-on-disk.ts';

/** The words of a lens. Absent where the tool is no longer there, and where there is nothing to say. */
export async function lensText(
  comp: Comp,
  files: CompFiles,
  { kind, range }: CodeLens,
  place: CompPlace,
): Promise<LensText | undefined> {
  const tool = toolAt(comp, range.start);
  const file = tool && mediaOf(comp, files, tool);
  if (tool === undefined || file === undefined) return undefined;
  switch (kind) {
    case 'publish':
      return { title: 'Publish…', command: { id: 'compline.publish', arguments: [tool.name], ofExtension: true } };
    case 'version':
      return versionText(comp, tool, file, place);
    default: {
      const path = place.resolve(file.name, pathMaps(comp));
      if (path === undefined) return undefined;
      const command: EditorCommand = { id: 'compline.openMediaFolder', arguments: [path], ofExtension: true };
      const expected = framesOf(comp, tool, file);
      if (kind === 'folder') return { title: 'Open Folder', tooltip: path, command };
      const title = framesOnDisk(await place.mediaAt(path), expected);
      // A Saver has a lens of its own that opens the folder.
      return file.use === 'output' ? { title, tooltip: path } : { title, tooltip: path, command };
    }
  }
}

function framesOf(comp: Comp, tool: Tool, file: FileName): Span | undefined {
  if (file.use === 'output') return framesOfSaver(comp, tool);
  const clip = loaderClips(tool).find((candidate) => candidate.file?.name === file.name);
  return clip && framesOfLoader(clip);
}

async function versionText(comp: Comp, tool: Tool, file: FileName, place: CompPlace): Promise<LensText> {
  const newest = await newestName(file, pathMaps(comp), place);
  if (newest === undefined) return { title: 'Newest version not known' };
  const version = `v${versionDigits(newest.number)}`;
  if (newest.name === undefined) return { title: `Newest version ${version}` };
  const command = { id: 'compline.applyNewestVersions', arguments: [tool.name], ofExtension: false };
  return { title: `Newest version ${version} — update`, tooltip: newest.name, command };
}
