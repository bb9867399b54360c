import { type ClipFrames, clipFrames, isResolveMedia, type MediaName, mediaName, textNamed } from './media.ts';
import type { ToolBody } from './model.ts';
import type { TableNode } from './nodes.ts';
import { tableNamed, tableOf } from './table-access.ts';

/** One clip of a Loader. */
export interface LoaderClip extends ClipFrames {
  readonly id: string | undefined;
  readonly file: MediaName | undefined;
  readonly formatId: string | undefined;
  readonly table: TableNode;
}

/** True for a tool that reads files: a Loader that is not Resolve's MediaIn. */
export function isLoader(tool: ToolBody): boolean {
  return tool.id === 'Loader' && !isResolveMedia(tool);
}

/** The clips of a Loader in the order of the file. */
export function loaderClips(tool: ToolBody): readonly LoaderClip[] {
  const clips: LoaderClip[] = [];
  for (const entry of tableNamed(tool.table, 'Clips')?.entries ?? []) {
    const table = tableOf(entry.value);
    if (table?.constructorName !== 'Clip') continue;
    clips.push({
      ...clipFrames(table),
      id: textNamed(table, 'ID'),
      file: mediaName(table, 'Filename'),
      formatId: textNamed(table, 'FormatID'),
      table,
    });
  }
  return clips;
}
