import { Clip, isResolveMedia } from './media.ts';
import type { ToolBody } from './model.ts';
import { OncePerTool } from './once-per-tool.ts';
import { tableNamed, tableOf } from './table-access.ts';

const LOADERS = new OncePerTool((tool) => !isResolveMedia(tool));
const CLIPS = new OncePerTool(readClips);

/** True for a tool that reads files: a Loader that is not Resolve's MediaIn. */
export function isLoader(tool: ToolBody): boolean {
  return tool.id === 'Loader' && LOADERS.of(tool);
}

/** The clips of a Loader in the order of the file. */
export function loaderClips(tool: ToolBody): readonly Clip[] {
  return CLIPS.of(tool);
}

function readClips(tool: ToolBody): readonly Clip[] {
  const clips: Clip[] = [];
  for (const entry of tableNamed(tool.table, 'Clips')?.entries ?? []) {
    const table = tableOf(entry.value);
    if (table?.constructorName === 'Clip') clips.push(new Clip(table));
  }
  return clips;
}
