import type { TextEdit, TextRange } from '../text/range.ts';
import type { EntryNode, TableNode, ValueNode } from './nodes.ts';

/** What a `.comp` or `.setting` says: the tools, how they nest, and what feeds what. Never fails; see `errors`. */
export interface Comp {
  /** The same object in every version of one document. */
  readonly document: object;
  /** The whole text. A large one is put together when it is asked for: read stretches of it with `slice`. */
  readonly text: string;
  /** The text from `start` to before `end`. */
  slice(start: number, end: number): string;
  /** By content, not by file name: `Composition { ... }`, or the bare table of a setting. */
  readonly kind: 'composition' | 'setting';
  /** Absent when the text holds no table at all. */
  readonly root: TableNode | undefined;
  readonly errors: readonly CompSyntaxError[];
  /** The text ends inside a table, so that whatever stood after it is unknown. */
  readonly cutOff: boolean;
  /** The outermost `Tools` table. */
  readonly flow: Scope;
  /**
   * Stands for what goes from tool to tool: names, ids, states, connections, expressions, and everything outside of
   * tools. Two versions with the same object here differ in nothing but other values of tools.
   */
  readonly wiring: object;
  /**
   * The tools whose own text has changed since the tools were put together, in the order of the changes: one list that
   * grows with the versions. Another list comes with every other change.
   */
  readonly edited: readonly Tool[];
  /** Every tool of the file in document order: tools inside groups and modifiers inside tools too; copies kept in
   * `CustomData.Settings` are not tools. */
  readonly tools: readonly Tool[];
  /** The same tools by name, each list in document order. */
  readonly toolsByName: ReadonlyMap<string, readonly Tool[]>;
  /** The same tools by registry id, each list in document order. */
  readonly toolsById: ReadonlyMap<string, readonly Tool[]>;
}

/** A fault in the text, at its cause. */
export interface CompSyntaxError {
  readonly message: string;
  readonly range: TextRange;
  /** What mends the text, where that is plain. */
  readonly repair?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** One `Tools` table: names in it are unique. */
export interface Scope {
  /** The tool (a group, a macro or a modifier's owner) whose `Tools` this is; absent for the flow itself. */
  readonly owner: Tool | undefined;
  readonly parent: Scope | undefined;
  readonly tools: readonly Tool[];
  /** The tools of this scope alone by name; the first of several with one name. */
  readonly byName: ReadonlyMap<string, Tool>;
}

/**
 * `Name = RegistryId { ... }` in a `Tools` table, by itself: what its own text says, in offsets of the text it was read
 * from. `entry`, `table` and the values of inputs may be read again from the text at each access.
 */
export interface ToolBody {
  readonly name: string;
  readonly nameRange: TextRange;
  /** The registry id: `Merge`, `Saver`, `Fuse.Wireless`. Empty where the text has none. */
  readonly id: string;
  readonly idRange: TextRange;
  readonly entry: EntryNode;
  readonly table: TableNode;
  readonly inputs: readonly Input[];
  /** The `Outputs` of a group or a macro. */
  readonly outputs: readonly InstanceOutput[];
  /** `PassThrough = true`: the tool is disabled. */
  readonly passThrough: boolean;
  readonly locked: boolean;
  /** Tool-level `SourceOp = "Parent"` of an instance. */
  readonly instanceOf: ToolReference | undefined;
  readonly traits: ToolTraits;
}

/** What is somewhere in the tables of a tool, those of the tools inside left out; it costs nothing to ask. */
export interface ToolTraits {
  /** A table has a key twice. */
  readonly repeatsKeys: boolean;
  /** A table has a constructor that is not among the usual ones of values. */
  readonly hasOddConstructor: boolean;
  /** It has `UserControls`. */
  readonly hasUserControls: boolean;
  /** It has an `InstanceInput`. */
  readonly hasInstanceInputs: boolean;
  /** A text in it speaks of `FindTool`. */
  readonly findsTools: boolean;
}

/** A tool in its place in the flow. */
export interface Tool extends ToolBody {
  /** Its place in the `tools` of the comp. */
  readonly index: number;
  readonly scope: Scope;
  /** The tools inside: of a group or a macro, or the modifiers a tool owns. */
  readonly nested: Scope | undefined;
}

/** The name of a tool where another tool, an output or a setting's header mentions it. */
export interface ToolReference {
  readonly name: string;
  /** The name without its quotes. */
  readonly range: TextRange;
}

/** One entry of a tool's `Inputs`. */
export interface Input {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly entry: EntryNode;
  /** `Input`, `InstanceInput`, or what else is written there. */
  readonly constructorName: string;
  /** What feeds it, with the output's name (`Output`, `Mask`, `Value`). */
  readonly source: ToolReference | undefined;
  readonly output: string | undefined;
  readonly value: ValueNode | undefined;
  readonly expression: string | undefined;
  /** The expression as it stands between its quotes, escapes and all. */
  readonly expressionRange: TextRange | undefined;
}

/** `Name = InstanceOutput { SourceOp = "Tool", Source = "Output" }` in a group's or a macro's `Outputs`. */
export interface InstanceOutput {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly source: ToolReference | undefined;
  readonly output: string | undefined;
}
