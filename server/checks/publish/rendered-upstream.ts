import type { Comp, Tool } from '../../formats/comp/model.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import { isEnabled } from '../../formats/comp/saver.ts';
import { behindOutput, type Connections } from '../comp/connections.ts';
import { upstreamOf } from '../comp/upstream.ts';

/** What a Saver is rendered from. */
export interface RenderedUpstream {
  /** The tools that feed it, near and far, in document order; it is none of them itself. */
  readonly upstream: readonly Tool[];
  /** Those of them whose pictures go through a tool that takes other frames than the one that is rendered. */
  readonly retimed: ReadonlySet<Tool>;
}

/**
 * Tools that take pictures of other frames than the one that is rendered, by registry id: which ones, only Fusion knows.
 * What is not among them may do so too; then fewer frames are looked at than are read.
 */
const RETIMERS: ReadonlySet<string> = new Set([
  'Dimension.OpticalFlow',
  'Dimension.SmoothMotion',
  'Dimension.Tween',
  'OpticalFlow',
  'SmoothMotion',
  'TimeMachine',
  'TimeSpeed',
  'TimeStretcher',
  'Trails',
  'Tween',
]);

/** The input whose picture comes out of a tool that is passed through, the likeliest first. */
const MAIN_INPUTS: readonly string[] = ['Input', 'Background', 'Input1', 'MainInput1', 'Layer1.Background'];

/** What a Saver is rendered from; through a tool that is passed through comes its main input alone. */
export function renderedUpstream(comp: Comp, connections: Connections, saver: Tool): RenderedUpstream {
  const { first, feeders } = connections;
  const seen = new Set<Tool>([saver]);
  for (const tool of seen) {
    const main = tool === saver || isEnabled(tool) ? undefined : mainFeeder(comp, tool);
    if (main !== undefined) seen.add(main);
    else for (const index of feeders.slice(first[tool.index], first[tool.index + 1])) add(seen, comp.tools[index]);
    if (tool.scope.owner !== undefined) seen.add(tool.scope.owner);
  }
  seen.delete(saver);
  const retimers = [...seen].filter((tool) => RETIMERS.has(tool.id) && isEnabled(tool));
  const isRetimed = upstreamOf(
    comp.tools,
    connections,
    retimers.map(({ index }) => index),
  );
  const upstream = [...seen].sort((a, b) => a.index - b.index);
  return { upstream, retimed: new Set(upstream.filter(({ index }) => isRetimed[index] === 1)) };
}

function mainFeeder(comp: Comp, tool: Tool): Tool | undefined {
  for (const name of MAIN_INPUTS) {
    const input = tool.inputs.findLast((candidate) => candidate.name === name && candidate.source !== undefined);
    if (input?.source === undefined || input.constructorName === 'InstanceInput') continue;
    const target = resolveTool(comp, scopeInside(tool), input.source.name);
    return target && behindOutput(comp, target, input.output);
  }
  return undefined;
}

function add(tools: Set<Tool>, tool: Tool | undefined): void {
  if (tool !== undefined) tools.add(tool);
}
