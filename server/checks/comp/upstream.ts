import type { Tool } from '../../formats/comp/model.ts';
import type { Connections } from './connections.ts';

/**
 * What feeds some tools, near and far, and the tools themselves: 1 at the index of each. Into a group comes what is
 * connected to any of its tools and to the group; so more may be told than is used, and never less. The work grows with
 * the connections.
 */
export function upstreamOf(tools: readonly Tool[], connections: Connections, starts: Iterable<number>): Uint8Array {
  const { first, feeders } = connections;
  const isUpstream = new Uint8Array(tools.length);
  const open: number[] = [];
  const reach = (index: number): void => {
    if (isUpstream[index] === 1) return;
    isUpstream[index] = 1;
    open.push(index);
  };
  for (const start of starts) reach(start);
  for (let tool = open.pop(); tool !== undefined; tool = open.pop()) {
    for (let edge = first[tool] ?? 0; edge < (first[tool + 1] ?? 0); edge += 1) reach(feeders[edge] ?? 0);
    const owner = tools[tool]?.scope.owner;
    if (owner !== undefined) reach(owner.index);
  }
  return isUpstream;
}
