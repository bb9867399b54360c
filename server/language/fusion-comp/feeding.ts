import type { Scope, Tool } from '../../formats/comp/model.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { CompIndex, Mention } from './comp-index.ts';
import { isPublished } from './published.ts';

/** Neighbours of a tool, each with the places that connect the two. */
export type Neighbours = ReadonlyMap<Tool, readonly TextRange[]>;

const GROUPS: ReadonlySet<string> = new Set(['GroupOperator', 'MacroOperator']);

/**
 * The tools that feed `tool`, by its inputs and its expressions. Behind the output of a group stands the member that
 * gives it. What feeds a group is what feeds its members from outside.
 */
export function* feedersOf(index: CompIndex, tool: Tool): Generator<undefined, Neighbours> {
  const inside = membersOf(tool);
  const feeders = new Map<Tool, TextRange[]>();
  for (const member of inside) {
    for (const mention of index.mentionsIn(member)) {
      const feeder = feederBehind(index, mention);
      if (feeder !== undefined && !inside.has(feeder)) addTo(feeders, feeder, mention.reference.range);
    }
    yield undefined;
  }
  return feeders;
}

/** The tools that `tool` feeds: the same connections, seen from their other end. */
export function* fedBy(index: CompIndex, tool: Tool): Generator<undefined, Neighbours> {
  const inside = membersOf(tool);
  const fed = new Map<Tool, TextRange[]>();
  for (const member of inside) {
    for (const mention of mentionsThroughGroups(index, member)) {
      yield undefined;
      if (mention === undefined) continue;
      const next = fedAt(mention);
      if (next !== undefined && !inside.has(next)) addTo(fed, next, mention.reference.range);
    }
  }
  return fed;
}

/** The tool that is fed where a mention connects two tools. */
function fedAt({ place }: Mention): Tool | undefined {
  const isConnection = place.kind === 'expression' || (place.kind === 'input' && !isPublished(place.input));
  return isConnection ? place.tool : undefined;
}

function feederBehind(index: CompIndex, mention: Mention): Tool | undefined {
  const { place, target } = mention;
  if (fedAt(mention) === undefined || target === undefined) return undefined;
  return place.kind === 'input' ? giverOf(index, target, place.input.output) : target;
}

/** The member of a group that gives the group's output, also through groups inside; any other tool gives its own. */
function giverOf(index: CompIndex, tool: Tool, outputName: string | undefined): Tool {
  const seen = new Set<Tool>();
  let giver = tool;
  let name = outputName;
  while (!seen.has(giver)) {
    seen.add(giver);
    const output = giver.outputs.find((candidate) => candidate.name === name);
    const next = output?.source && index.resolveFrom(giver, output.source.name);
    if (next === undefined) break;
    giver = next;
    name = output?.output;
  }
  return giver;
}

/** The mentions of a tool, and those of the groups' outputs that hand on what it gives. */
function* mentionsThroughGroups(index: CompIndex, tool: Tool): Generator<Mention | undefined> {
  /** Outputs by the offsets of their names. */
  const seen = new Set<number>();
  const waiting: { readonly tool: Tool; readonly output: string | undefined }[] = [{ tool, output: undefined }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield* index.prepareMentionsOf(next.tool);
    for (const mention of index.mentionsOf(next.tool)) {
      const { place } = mention;
      if (!isOfOutput(mention, next.output)) continue;
      yield mention;
      if (place.kind !== 'output' || seen.has(place.output.nameRange.start)) continue;
      seen.add(place.output.nameRange.start);
      waiting.push({ tool: place.tool, output: place.output.name });
    }
  }
}

/** Whether a mention speaks of this output of the tool it means; of any where `output` is absent. */
function isOfOutput({ place }: Mention, output: string | undefined): boolean {
  if (output === undefined) return true;
  if (place.kind === 'input') return place.input.output === output;
  return place.kind === 'output' && place.output.output === output;
}

/** A group with everything inside of it, or the tool alone. */
function membersOf(tool: Tool): ReadonlySet<Tool> {
  const members = new Set([tool]);
  if (!GROUPS.has(tool.id)) return members;
  const add = ({ tools }: Scope): void => {
    for (const member of tools) {
      members.add(member);
      if (member.nested !== undefined) add(member.nested);
    }
  };
  if (tool.nested !== undefined) add(tool.nested);
  return members;
}

function addTo(neighbours: Map<Tool, TextRange[]>, tool: Tool, range: TextRange): void {
  const known = neighbours.get(tool);
  if (known === undefined) neighbours.set(tool, [range]);
  // A member and the group around it are both mentioned where the group's output is.
  else if (known.every(({ start }) => start !== range.start)) known.push(range);
}
