import { type ClipFields, clipFields, isResolveMedia } from './media.ts';
import type { ToolBody } from './model.ts';
import type { TableNode } from './nodes.ts';
import { OncePerTool } from './once-per-tool.ts';
import { tableNamed, tableOf } from './table-access.ts';

/** One clip of a Loader. */
export interface LoaderClip extends ClipFields {
  readonly table: TableNode;
}

const LOADERS = new OncePerTool((tool) => !isResolveMedia(tool));
const CLIPS = new OncePerTool(readClips);

/** True for a tool that reads files: a Loader that is not Resolve's MediaIn. */
export function isLoader(tool: ToolBody): boolean {
  return tool.id === 'Loader' && LOADERS.of(tool);
}

/** The clips of a Loader in the order of the file. */
export function loaderClips(tool: ToolBody): readonly LoaderClip[] {
  return CLIPS.of(tool);
}

function readClips(tool: ToolBody): readonly LoaderClip[] {
  const clips: LoaderClip[] = [];
  for (const entry of tableNamed(tool.table, 'Clips')?.entries ?? []) {
    const table = tableOf(entry.value);
    if (table?.constructorName !== 'Clip') continue;
    clips.push({ ...clipFields(table), table });
  }
  return clips;
}
