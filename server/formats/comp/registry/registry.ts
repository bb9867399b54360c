/** What may stand as the value of an input. */
export type ValueKind =
  | 'number'
  | 'point'
  | 'string'
  | 'FuID'
  | 'boolean'
  | 'gradient'
  | 'text'
  | 'clip'
  | 'curve'
  | 'table';

/** An input of a kind of tool, as seen in real files: what is not here may exist all the same. */
export interface InputKind {
  readonly name: string;
  /** What it is for, in a few words, where that is known. */
  readonly description?: string;
  /** Empty where nothing but connections was seen: an image, a mask, a scene. */
  readonly kinds: readonly ValueKind[];
  /** It was seen connected to another tool. */
  readonly connects: boolean;
  /** The least and the greatest number seen; no limits. */
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** The ids seen in `FuID { ... }`, the commonest first. */
  readonly ids?: readonly string[];
  /** What the numbers of a list mean: `Compression = 8` is DWAA. */
  readonly choices?: ReadonlyMap<number, string>;
  /** What Fusion takes where the file says nothing, written as a file writes it, where that is known. */
  readonly standard?: string;
  /** How much of its tool's uses set this input, 0 to 1: the order of suggestions. */
  readonly frequency: number;
}

/** A kind of tool: what an id of Fusion's registry stands for. */
export interface ToolKind {
  /** As files write it: `BetterResize`. */
  readonly id: string;
  /** As Fusion's menus show it: `Resize`. */
  readonly name: string;
  /** `image`, `mask`, `3D`, `particle`, `shape`, `paint`, `modifier`, `group`, `annotation`; `tool` where no more is known. */
  readonly category: string;
  readonly description?: string;
  /** A plug-in or fuse, which may not be installed everywhere. */
  readonly isThirdParty: boolean;
  readonly inputs: ReadonlyMap<string, InputKind>;
  /** The names of its outputs as `Source` writes them, the usual one first. */
  readonly outputs: readonly string[];
  /** How often it was seen: the order of suggestions. */
  readonly uses: number;
}

/** What is known of the tools of Fusion. */
export interface Registry {
  /** The kind of tool with this id. */
  tool(id: string): ToolKind | undefined;
  /** True for every id that Fusion itself registers, also for those of which no more is known. */
  hasId(id: string): boolean;
  /** True for the id of a plug-in or fuse that is widely known, which not every Fusion has. */
  hasPlugInId(id: string): boolean;
  /** True for a name that an input of any tool of Fusion was seen with, also where no more is known of it. */
  hasInputName(name: string): boolean;
  /** Every kind of tool of which more than its id is known, the commonest first. */
  readonly tools: readonly ToolKind[];
  /** Every id that Fusion itself registers. */
  readonly ids: readonly string[];
  /** Every id of a plug-in or fuse that is widely known. */
  readonly plugInIds: readonly string[];
}
