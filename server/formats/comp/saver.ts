import { isResolveMedia, type MediaName, mediaName, textNamed } from './media.ts';
import type { Input, Tool, ToolBody } from './model.ts';
import type { TableNode } from './nodes.ts';
import { stringOf } from './table-access.ts';

/** What a Saver writes, and where its file says so. */
export interface SaverOutput {
  /** Absent where the Saver has no file name, or an empty one. */
  readonly file: MediaName | undefined;
  /** `OpenEXRFormat` and the like: of the output format, else of the clip; absent where neither says. */
  readonly formatId: string | undefined;
  /** `CreateDir` is set: Fusion makes the folder before it writes. */
  readonly createDir: boolean;
  readonly createDirInput: Input | undefined;
  /** The value of the `Clip` input. */
  readonly clip: TableNode | undefined;
  readonly clipInput: Input | undefined;
}

/** True for a tool that writes files: a Saver that is not Resolve's MediaOut. */
export function isSaver(tool: ToolBody): boolean {
  return tool.id === 'Saver' && !isResolveMedia(tool);
}

/** True when Fusion renders with this tool: neither it nor a group around it is passed through. */
export function isEnabled(tool: Tool): boolean {
  for (let at: Tool | undefined = tool; at !== undefined; at = at.scope.owner) {
    if (at.passThrough) return false;
  }
  return true;
}

/** Reads what a Saver writes. */
export function saverOutput(tool: ToolBody): SaverOutput {
  const clipInput = tool.inputs.findLast((input) => input.name === 'Clip');
  const clip = clipInput?.value?.kind === 'table' ? clipInput.value : undefined;
  const createDirInput = tool.inputs.findLast((input) => input.name === 'CreateDir');
  const createDir = createDirInput?.value;
  const file = clip && mediaName(clip, 'Filename');
  return {
    file: file?.name.trim() === '' ? undefined : file,
    formatId: outputFormat(tool) ?? (clip && textNamed(clip, 'FormatID')),
    createDir: createDir?.kind === 'number' && createDir.value !== 0,
    createDirInput,
    clip,
    clipInput,
  };
}

/** The format that `OutputFormat = Input { Value = FuID { "OpenEXRFormat" }, }` names. */
export function outputFormat(tool: ToolBody): string | undefined {
  const value = tool.inputs.findLast((input) => input.name === 'OutputFormat')?.value;
  return value?.kind === 'table' ? stringOf(value.entries[0]?.value) : undefined;
}
