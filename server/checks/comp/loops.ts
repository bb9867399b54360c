import type { Connections } from './connections.ts';

/**
 * One loop of each set of tools that feed each other in circles, as indices: each tool is fed by the next, the last by
 * the first, and the first stands first in the file. The work grows with tools and connections.
 */
export function loopsIn(connections: Connections): readonly (readonly number[])[] {
  const circle = circleOf(connections);
  const loops: number[][] = [];
  const done = new Set<number>();
  for (const [index, number] of circle.entries()) {
    if (number === 0 || done.has(number)) continue;
    done.add(number);
    loops.push(shortestLoop(connections, circle, index));
  }
  return loops;
}

/**
 * Numbers the sets of tools that feed each other: 0 for tools in none. Tarjan's strongly connected components, with a
 * stack of its own since chains of tools are longer than the call stack is deep.
 */
function circleOf({ first, feeders }: Connections): Uint32Array {
  const count = first.length - 1;
  const circle = new Uint32Array(count);
  const visited = new Uint32Array(count);
  const low = new Uint32Array(count);
  const isOpen = new Uint8Array(count);
  const next = first.slice(0, count);
  const open: number[] = [];
  const path: number[] = [];
  let visits = 0;
  let circles = 0;

  const enter = (tool: number): void => {
    visits += 1;
    visited[tool] = visits;
    low[tool] = visits;
    isOpen[tool] = 1;
    open.push(tool);
    path.push(tool);
  };
  const lower = (tool: number, to: number): void => {
    if (to < at(low, tool)) low[tool] = to;
  };
  /** Takes the tools that feed each other off the stack; a tool alone is a circle only where it feeds itself. */
  const close = (tool: number): void => {
    const isAlone = open.at(-1) === tool && !feedsItself(first, feeders, tool);
    if (!isAlone) circles += 1;
    for (let member = open.pop(); member !== undefined; member = member === tool ? undefined : open.pop()) {
      isOpen[member] = 0;
      circle[member] = isAlone ? 0 : circles;
    }
  };

  for (let root = 0; root < count; root += 1) {
    if (visited[root] !== 0) continue;
    enter(root);
    for (let tool = path.at(-1); tool !== undefined; tool = path.at(-1)) {
      const edge = at(next, tool);
      if (edge < at(first, tool + 1)) {
        next[tool] = edge + 1;
        const feeder = feeders[edge] ?? 0;
        if (visited[feeder] === 0) enter(feeder);
        else if (isOpen[feeder] === 1) lower(tool, at(visited, feeder));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above, at(low, tool));
      if (low[tool] === visited[tool]) close(tool);
    }
  }
  return circle;
}

function feedsItself(first: Uint32Array, feeders: readonly number[], tool: number): boolean {
  return feeders.slice(at(first, tool), at(first, tool + 1)).includes(tool);
}

/** The shortest way from a tool through its feeders back to it, inside of its circle. */
function shortestLoop({ first, feeders }: Connections, circle: Uint32Array, start: number): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const tool of queue) {
    for (let edge = at(first, tool); edge < at(first, tool + 1); edge += 1) {
      const feeder = feeders[edge] ?? 0;
      if (feeder === start) return wayTo(tool, cameFrom, start);
      if (circle[feeder] !== circle[start] || cameFrom.has(feeder)) continue;
      cameFrom.set(feeder, tool);
      queue.push(feeder);
    }
  }
  return [start];
}

function wayTo(end: number, cameFrom: ReadonlyMap<number, number>, start: number): number[] {
  const way: number[] = [];
  for (let tool: number | undefined = end; tool !== undefined && tool !== start; tool = cameFrom.get(tool))
    way.push(tool);
  way.push(start);
  return way.reverse();
}

function at(array: Uint32Array, index: number): number {
  return array[index] ?? 0;
}
