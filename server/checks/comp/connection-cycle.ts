import type { Comp, Input, Tool } from '../../formats/comp/model.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import type { CompCheck, Observation } from '../check.ts';
import { behindOutput } from './connections.ts';
import { disconnection } from './disconnect.ts';
import { loopsIn } from './loops.ts';

/** So many tools of a loop are named. */
const MOST_NAMED = 6;

/** Tools that feed themselves, alone or through others: there is no order in which Fusion could render them. */
export const connectionCycle: CompCheck = {
  code: 'connection-cycle',
  title: 'Tools feed each other in a circle.',
  defaultSeverity: 'error',
  reads: 'wiring',
  *run(comp, { connections }) {
    for (const loop of loopsIn(connections)) {
      const tools = loop.flatMap((index) => comp.tools[index] ?? []);
      const observation = observe(comp, tools);
      if (observation !== undefined) yield observation;
    }
  },
};

/** Each tool of the loop is fed by the next one, and the last by the first. */
function observe(comp: Comp, loop: readonly Tool[]): Observation | undefined {
  const [first] = loop;
  if (first === undefined) return undefined;
  const links = loop.flatMap((tool, index) => {
    const input = connectionTo(comp, tool, loop[index + 1] ?? first);
    return input?.source === undefined ? [] : [{ tool, input, range: input.source.range }];
  });
  const [link, ...others] = links;
  if (link === undefined) return undefined;
  const removal = disconnection(comp, first, link.input);
  return {
    message: `${first.name} feeds itself: ${named([...loop, first])}.`,
    range: link.range,
    related: others.slice(0, MOST_RELATED).map(({ tool, input, range }) => ({
      message: `${tool.name} is fed here, at its input ${input.name}`,
      range,
    })),
    fixes: removal === undefined ? [] : [removal],
  };
}

const MOST_RELATED = 20;

function named(loop: readonly Tool[]): string {
  const names = loop.map(({ name }) => name);
  if (names.length <= MOST_NAMED) return names.join(' ← ');
  return [...names.slice(0, MOST_NAMED - 1), '…', ...names.slice(-1)].join(' ← ');
}

function connectionTo(comp: Comp, tool: Tool, feeder: Tool): Input | undefined {
  return tool.inputs.find((input) => {
    if (input.source === undefined || input.constructorName === 'InstanceInput') return false;
    const target = resolveTool(comp, scopeInside(tool), input.source.name);
    return target !== undefined && behindOutput(comp, target, input.output) === feeder;
  });
}
