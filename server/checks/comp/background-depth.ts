import { setInputValue } from '../../formats/comp/edits.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { CompCheck, Observation } from '../check.ts';
import { upstreamOf } from './upstream.ts';

/** The number of `float32` in the list of depths. */
const FLOAT32 = 4;

/**
 * A Background that does not make pictures of 32 bits: what is merged onto it is cut down to its depth. Where a comp has
 * Savers, those count that feed one of them.
 */
export const backgroundDepth: CompCheck = {
  code: 'background-depth',
  title: 'A Background is not 32 bit float.',
  defaultSeverity: 'off',
  *run(comp, { connections, savers }) {
    const backgrounds = comp.toolsById.get('Background') ?? [];
    if (backgrounds.length === 0) return;
    const starts = savers.map(({ tool }) => tool.index);
    // Where a connection is lost nobody knows what feeds what.
    const isKnown = comp.kind === 'composition' && starts.length > 0 && connections.dangling.length === 0;
    const isUpstream = isKnown ? upstreamOf(comp.tools, connections, starts) : undefined;
    for (const tool of backgrounds) {
      if (isUpstream === undefined || isUpstream[tool.index] === 1) yield* ofTool(comp, tool);
    }
  },
};

function* ofTool(comp: Comp, tool: Tool): Generator<Observation | undefined> {
  yield undefined;
  if (tool.table.close === -1 || tool.instanceOf !== undefined) return;
  const input = tool.inputs.findLast(({ name }) => name === 'Depth');
  if (input?.source !== undefined || input?.expression !== undefined) return;
  if (input?.value?.kind === 'number' && input.value.value === FLOAT32) return;
  const range = input?.value ?? tool.nameRange;
  const edits = setInputValue(comp.text, tool, 'Depth', `${FLOAT32}`);
  yield {
    message: `The Background ${tool.name} is not 32 bit float.`,
    range: { start: range.start, end: range.end },
    fixes: [{ title: 'Make it 32 bit float', edits, preferred: true }],
  };
}
