import type { IToken } from 'chevrotain';
import type { TextRange } from '../../text/range.ts';
import { isTerminated, unescapeQuoted } from '../quoted-string.ts';
import { endOf, LuaName, LuaString, lexLua } from './lua-lexer.ts';
import { type NameRole, rolesOfNames } from './name-uses.ts';

/** A name in an expression or script; offsets are those of the text it was read from (see `escapedOffsets`). */
export interface NameInSource extends TextRange {
  readonly name: string;
}

/** A place that names a tool. In a call of `FindTool` the range is that of the name without its quotes. */
export interface ToolInSource extends NameInSource {
  /** What follows it: `Center` in `Transform1.Center.X`, an input or an attribute of the tool. */
  readonly property?: NameInSource;
  /** In a call of `FindTool`: it is that of the comp itself, `comp:FindTool("...")`. */
  readonly isInComp?: boolean;
}

/** What an expression or a script names. */
export interface NamesInSource {
  /**
   * Names that are accessed (`Transform1.Center`, `Merge1.Blend:GetValue(0)`) and declared nowhere in the text. An
   * input or user control of the tool itself can be accessed like this too (`Center.X`), and comes first.
   */
  readonly heads: readonly ToolInSource[];
  /** Names of tools in calls of `FindTool("...")`. */
  readonly found: readonly ToolInSource[];
  /** `Merge1` in `comp.Merge1`: a tool, if there is one of that name, else an attribute such as `RenderStart`. */
  readonly members: readonly ToolInSource[];
  /** Names by themselves: inputs or user controls of the tool itself. */
  readonly bare: readonly NameInSource[];
}

const COMPOSITIONS: ReadonlySet<string> = new Set(['comp', 'composition', 'Composition']);

/** What stands before `:FindTool` where the comp itself is asked. */
const RECEIVERS: ReadonlySet<string> = new Set([...COMPOSITIONS, 'Comp']);

/** Reads what a piece of Lua names. Strings and comments name nothing, but for the strings that `FindTool` is given. */
export function namesInSource(source: string): NamesInSource {
  const { tokens } = lexLua(source);
  const roles = rolesOfNames(tokens);
  const heads: ToolInSource[] = [];
  const found: ToolInSource[] = [];
  const members: ToolInSource[] = [];
  const bare: NameInSource[] = [];
  tokens.forEach((token, at) => {
    const role = roles[at];
    if (role === 'head') heads.push(accessed(tokens, roles, at, token));
    else if (role === 'bare') bare.push(named(token));
    else if (role === 'field' && isMemberOfComp(tokens, roles, at)) members.push(accessed(tokens, roles, at, token));
    else if (role === 'method' && token.image === 'FindTool') {
      const isCall = tokens[at + 1]?.image === '(';
      const string = isCall ? tokens[at + 2] : tokens[at + 1];
      // What is put together from several texts is no name.
      if (isCall && tokens[at + 3]?.image !== ')') return;
      if (string?.tokenType !== LuaString || !isTerminated(string.image)) return;
      found.push({ ...quoted(string), isInComp: RECEIVERS.has(tokens[at - 2]?.image ?? '') });
    }
  });
  return { heads, found, members, bare };
}

/** The tools that an expression names, in the order of the text: the heads of accesses, and what `FindTool` is given. */
export function toolReferences(source: string): readonly ToolInSource[] {
  const { heads, found } = namesInSource(source);
  return found.length === 0 ? heads : [...heads, ...found].sort((a, b) => a.start - b.start);
}

/** The names in an expression that stand by themselves and that nothing in it declares: inputs of the tool itself. */
export function bareNames(source: string): readonly NameInSource[] {
  return namesInSource(source).bare;
}

/** `comp.Blur1`, or a call of `FindTool`. */
const MAY_NAME_TOOL = /FindTool|[Cc]omp(?:osition)?[ \t]*\./;

/** Whether a script, or a text that holds some, may name a tool. */
export function mayNameTools(text: string): boolean {
  return MAY_NAME_TOOL.test(text);
}

/** What a script names: tools in calls of `FindTool("...")`, and what it takes of the comp, `comp.Blur1`. */
export function scriptReferences(source: string): Pick<NamesInSource, 'found' | 'members'> {
  return mayNameTools(source) ? namesInSource(source) : NO_NAMES;
}

const NO_NAMES = { found: [], members: [] };

function named(token: IToken): NameInSource {
  return { name: token.image, start: token.startOffset, end: endOf(token) };
}

function quoted(token: IToken): NameInSource {
  const name = unescapeQuoted(token.image.slice(1, -1));
  return { name, start: token.startOffset + 1, end: endOf(token) - 1 };
}

function isMemberOfComp(tokens: readonly IToken[], roles: readonly (NameRole | undefined)[], at: number): boolean {
  return roles[at - 2] === 'global' && COMPOSITIONS.has(tokens[at - 2]?.image ?? '') && tokens[at - 1]?.image === '.';
}

function accessed(
  tokens: readonly IToken[],
  roles: readonly (NameRole | undefined)[],
  at: number,
  token: IToken,
): ToolInSource {
  const next = tokens[at + 2];
  if (next?.tokenType === LuaName && tokens[at + 1]?.image === '.' && roles[at + 2] === 'field')
    return { ...named(token), property: named(next) };
  if (next?.tokenType === LuaString && tokens[at + 1]?.image === '[' && isTerminated(next.image))
    return { ...named(token), property: quoted(next) };
  return named(token);
}
