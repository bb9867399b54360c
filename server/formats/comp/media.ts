import type { TextRange } from '../text/range.ts';
import type { ToolBody } from './model.ts';
import type { StringNode, TableNode, ValueNode } from './nodes.ts';
import { entryNamed, numberNamed, stringOf, tableNamed, valueNamed } from './table-access.ts';

/** A file name as a comp holds it, path maps (`Comp:`, `Macros:/`) and all. */
export interface MediaName {
  readonly name: string;
  /** The name without its quotes. */
  readonly range: TextRange;
  readonly node: StringNode;
}

/** The file name under a key of a table, if a string stands there. */
export function mediaName(table: TableNode, key: string): MediaName | undefined {
  return mediaNameOf(valueNamed(table, key));
}

/** The file name that a value is, if it is a string. */
export function mediaNameOf(node: ValueNode | undefined): MediaName | undefined {
  return node?.kind === 'string' ? { name: node.value, range: node.contentRange, node } : undefined;
}

/**
 * True for a Loader or Saver that stands for Resolve's MediaIn or MediaOut: Resolve writes these with the ids of the
 * two tools but keeps the media itself, so that what holds for files does not hold for them.
 */
export function isResolveMedia(tool: ToolBody): boolean {
  if (tool.id === 'MediaIn' || tool.id === 'MediaOut') return true;
  if (tool.id !== 'Loader' && tool.id !== 'Saver') return false;
  const customData = tableNamed(tool.table, 'CustomData');
  if (customData !== undefined && tableNamed(customData, 'MediaProps') !== undefined) return true;
  return isResolveName(tool.name) || hasIndexOnly(tool);
}

function isResolveName(name: string): boolean {
  return /^Media(?:In|Out)\d*$/.test(name);
}

/** `Index = "0"` beside no file name: how Resolve numbers its media. */
function hasIndexOnly(tool: ToolBody): boolean {
  const index = tool.inputs.find((input) => input.name === 'Index');
  if (index === undefined) return false;
  const clip = tool.inputs.find((input) => input.name === 'Clip')?.value;
  return clip?.kind !== 'table' || entryNamed(clip, 'Filename') === undefined;
}

/** The frames of a clip, as written; absent where the clip does not say. */
export interface ClipFrames {
  readonly globalStart: number | undefined;
  readonly globalEnd: number | undefined;
  readonly trimIn: number | undefined;
  readonly trimOut: number | undefined;
  /** The number of the first file of a sequence; -1 where the clip is none. */
  readonly startFrame: number | undefined;
}

/**
 * What a `Clip { ... }` table says. Each field is read where somebody asks for it, from the comp as it is then: who waits
 * for something copies it before.
 */
export class Clip implements ClipFrames {
  readonly table: TableNode;
  #file: MediaName | undefined;

  constructor(table: TableNode) {
    this.table = table;
  }

  get id(): string | undefined {
    return textNamed(this.table, 'ID');
  }

  get file(): MediaName | undefined {
    this.#file ??= mediaName(this.table, 'Filename');
    return this.#file;
  }

  get formatId(): string | undefined {
    return textNamed(this.table, 'FormatID');
  }

  get startFrame(): number | undefined {
    return numberNamed(this.table, 'StartFrame');
  }

  get trimIn(): number | undefined {
    return numberNamed(this.table, 'TrimIn');
  }

  get trimOut(): number | undefined {
    return numberNamed(this.table, 'TrimOut');
  }

  get globalStart(): number | undefined {
    return numberNamed(this.table, 'GlobalStart');
  }

  get globalEnd(): number | undefined {
    return numberNamed(this.table, 'GlobalEnd');
  }
}

/** The text under a key of a table. */
export function textNamed(table: TableNode, key: string): string | undefined {
  return stringOf(valueNamed(table, key));
}
