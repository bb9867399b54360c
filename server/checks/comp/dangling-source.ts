import type { Comp } from '../../formats/comp/model.ts';
import { scopeInside } from '../../formats/comp/resolve-tool.ts';
import type { CompCheck, Severity } from '../check.ts';
import { type Mention, referenceOf } from './connections.ts';
import { disconnection } from './disconnect.ts';
import { didYouMean, nearestTools, renameTo } from './rename-mention.ts';

/** Names are compared for so many findings of a file; a file with more of them is broken in another way. */
const MOST_SUGGESTIONS = 50;

/** A tool is fed by one that does not exist. */
export const danglingSource: CompCheck = {
  code: 'dangling-source',
  title: 'An input, an output or an instance names a tool that does not exist.',
  defaultSeverity: 'error',
  reads: 'wiring',
  *run(comp, { connections }) {
    // Past the cut of a file that breaks off, the tool may well have existed.
    if (comp.cutOff) return;
    for (const [index, mention] of connections.dangling.entries()) {
      const { tool } = mention;
      const reference = referenceOf(mention);
      if (reference === undefined) continue;
      const scope = mention.kind === 'instance' ? tool.scope : scopeInside(tool);
      const nearest = index < MOST_SUGGESTIONS ? nearestTools(comp, scope, reference.name) : [];
      const fixes = renameTo(reference, nearest);
      const removal = mention.kind === 'input' ? disconnection(comp, tool, mention.input) : undefined;
      if (removal !== undefined) fixes.push(removal);
      yield {
        severity: severityOf(comp, mention),
        message: `${placeOf(mention)}: there is no tool "${reference.name}".${didYouMean(nearest)}`,
        range: reference.range,
        fixes,
      };
    }
  },
};

function severityOf(comp: Comp, mention: Mention): Severity {
  // What a group publishes stands inside of it, so that it is lost in a setting as well; the picture itself is not.
  if (mention.kind === 'output' || (mention.kind === 'input' && isPublished(mention))) return 'warning';
  // A setting is often a piece of a comp, whose other tools are there when it is pasted.
  return comp.kind === 'composition' ? 'error' : 'information';
}

function isPublished(mention: Mention & { kind: 'input' }): boolean {
  return mention.input.constructorName === 'InstanceInput';
}

function placeOf(mention: Mention): string {
  const { tool } = mention;
  if (mention.kind === 'instance') return `The instance ${tool.name}`;
  return `${tool.name}.${mention.kind === 'output' ? mention.output.name : mention.input.name}`;
}
