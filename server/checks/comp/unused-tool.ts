import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { CompCheck } from '../check.ts';
import type { CompFacts } from '../comp-facts.ts';
import { MODIFIERS } from './kinds-of-tools.ts';

/** A tool of a composition that is in no Saver's picture, or a modifier whose input was disconnected. */
export const unusedTool: CompCheck = {
  code: 'unused-tool',
  title: 'A tool or modifier feeds nothing.',
  defaultSeverity: 'hint',
  *run(comp, facts) {
    // In what was cut off, something may have used it; and where a connection is lost, that is what is to be mended.
    if (comp.cutOff || facts.connections.dangling.length > 0) return;
    const unconnected = unconnectedTools(comp, facts);
    if (unconnected.length === 0) return;
    const names = new Set(unconnected.map(({ name }) => name));
    for (const words of facts.words()) {
      if (words === undefined) yield undefined;
      else for (const word of words) names.delete(word);
    }
    for (const { name, nameRange } of unconnected.filter((tool) => names.has(tool.name))) {
      yield { message: `${name} feeds nothing.`, range: nameRange, tag: 'unused' };
    }
  },
};

function unconnectedTools(comp: Comp, { connections, savers }: CompFacts): readonly Tool[] {
  // Without a Saver, what is wanted of a composition is what its viewers show; and a setting is only a part.
  const isRendered = comp.kind === 'composition' && savers.length > 0;
  return comp.tools.filter((tool, index) => {
    if (connections.isMentioned[index] === 1 || !IS_WORD.test(tool.name)) return false;
    return MODIFIERS.has(tool.id) || (isRendered && feedsOthers(tool));
  });
}

/** False for tools that have their use without being connected to anything, or may have. */
function feedsOthers(tool: Tool): boolean {
  if (ENDS.has(tool.id)) return false;
  // Plug-ins may hand their picture on in ways of their own, as `Fuse.Wireless` does.
  if (tool.id === '' || tool.id.includes('.')) return false;
  // A group may hold Savers, and what stands in another tool belongs to that one.
  return tool.nested === undefined && (tool.scope.owner === undefined || tool.scope.owner.outputs.length > 0);
}

/** Other names are not told apart in a script, which may reach a tool by its name. */
const IS_WORD = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Tools that write, show or explain something themselves. */
const ENDS: ReadonlySet<string> = new Set([
  'ExporterFBX',
  'MediaOut',
  'Note',
  'Saver',
  'SurfaceAlembicExporter',
  'SurfaceFBXExporter',
  'Underlay',
]);
