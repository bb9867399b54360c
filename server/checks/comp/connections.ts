import type { Comp, Input, InstanceOutput, Scope, Tool, ToolReference } from '../../formats/comp/model.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';

/** A place where one tool names another. */
export type Mention =
  | { readonly kind: 'input'; readonly tool: Tool; readonly input: Input }
  | { readonly kind: 'output'; readonly tool: Tool; readonly output: InstanceOutput }
  | { readonly kind: 'instance'; readonly tool: Tool };

/** The name that a mention says, where it stands now. */
export function referenceOf(mention: Mention): ToolReference | undefined {
  if (mention.kind === 'input') return mention.input.source;
  return mention.kind === 'output' ? mention.output.source : mention.tool.instanceOf;
}

/** What feeds what in a comp. Tools go by their index. */
export interface Connections {
  /** Mentions of tools that do not exist, in document order. */
  readonly dangling: readonly Mention[];
  /** The tools that an input, an output, a published control or an instance of another tool names. */
  readonly isMentioned: Uint8Array;
  /** The tools whose inputs a group around them publishes. */
  readonly isPublished: Uint8Array;
  /** The feeders of tool `i` are `feeders[first[i]]` to before `feeders[first[i + 1]]`. */
  readonly first: Uint32Array;
  /**
   * The tools that feed, through the outputs of groups to what stands behind them. A published control feeds nothing: it
   * hands its value on to an input inside.
   */
  readonly feeders: readonly number[];
}

/** So many tools are followed before there is a pause. */
const BETWEEN_PAUSES = 1_000;

/**
 * Follows every mention of a tool once; the work grows with the number of mentions. It may pause wherever this yields.
 */
export function* readConnections(comp: Comp): Generator<undefined, Connections> {
  const { tools } = comp;
  const isMentioned = new Uint8Array(tools.length);
  const isPublished = new Uint8Array(tools.length);
  const first = new Uint32Array(tools.length + 1);
  const dangling: Mention[] = [];
  const feeders: number[] = [];

  const find = (from: Tool, scope: Scope, name: string): Tool | undefined => {
    const target = resolveTool(comp, scope, name);
    if (target !== undefined && target !== from) isMentioned[target.index] = 1;
    return target;
  };

  for (const [index, tool] of tools.entries()) {
    if (index % BETWEEN_PAUSES === 0) yield undefined;
    first[index] = feeders.length;
    const inside = scopeInside(tool);
    for (const input of tool.inputs) {
      const reference = input.source;
      if (reference === undefined || reference.name === '') continue;
      const target = find(tool, inside, reference.name);
      if (target === undefined) dangling.push({ kind: 'input', tool, input });
      else if (input.constructorName === 'InstanceInput') isPublished[target.index] = 1;
      else {
        const feeder = behindOutput(comp, target, input.output);
        if (feeder !== undefined) feeders.push(feeder.index);
      }
    }
    for (const output of tool.outputs) {
      const reference = output.source;
      if (reference === undefined || reference.name === '') continue;
      if (find(tool, inside, reference.name) === undefined) dangling.push({ kind: 'output', tool, output });
    }
    const reference = tool.instanceOf;
    if (reference === undefined || reference.name === '') continue;
    if (find(tool, tool.scope, reference.name) === undefined) dangling.push({ kind: 'instance', tool });
  }
  first[tools.length] = feeders.length;
  return { dangling, isMentioned, isPublished, first, feeders };
}

/** The tool that makes what comes out of an output: of a group, the one inside; nothing where the output is unknown. */
export function behindOutput(comp: Comp, tool: Tool, name: string | undefined): Tool | undefined {
  let at = tool;
  let wanted = name;
  // An output may lead to a tool in which the same group stands again; no file nests deeper than this.
  for (let depth = 0; depth < MOST_GROUPS; depth += 1) {
    if (at.outputs.length === 0) return at;
    const output = at.outputs.find((candidate) => candidate.name === wanted);
    if (output?.source === undefined) return undefined;
    const inner = resolveTool(comp, scopeInside(at), output.source.name);
    if (inner === undefined) return undefined;
    at = inner;
    wanted = output.output;
  }
  return undefined;
}

const MOST_GROUPS = 64;
