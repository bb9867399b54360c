import type { Input, Tool } from '../../formats/comp/model.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Definition } from '../language-support.ts';
import type { CompIndex } from './comp-index.ts';
import { isPublished } from './published.ts';

/**
 * From an instance to its original; from an input to the tool or modifier that feeds it, and from a published input to
 * the input it publishes.
 */
export function typeDefinitionAt(index: CompIndex, offset: number): Definition | undefined {
  const place = index.placeAt(offset);
  switch (place?.kind) {
    case 'input':
      return behindInput(index, place.tool, place.input, place.input.nameRange);
    case 'tool':
      return originalOf(index, place.tool, place.tool.nameRange);
    case 'mention': {
      const { reference, place: where, target } = place.mention;
      if (where.kind === 'instance') return originalOf(index, where.tool, reference.range);
      if (where.kind === 'input' && isPublished(where.input)) {
        return behindInput(index, where.tool, where.input, reference.range);
      }
      return target && originalOf(index, target, reference.range);
    }
    default:
      return undefined;
  }
}

function behindInput(index: CompIndex, tool: Tool, input: Input, origin: TextRange): Definition | undefined {
  const source = input.source && index.resolveFrom(tool, input.source.name);
  if (source === undefined) return undefined;
  const published = isPublished(input) ? source.inputs.find(({ name }) => name === input.output) : undefined;
  if (published !== undefined) return { origin, target: published.entry, targetName: published.nameRange };
  return { origin, target: source.entry, targetName: source.nameRange };
}

function originalOf(index: CompIndex, tool: Tool, origin: TextRange): Definition | undefined {
  const original = index.originalOf(tool);
  return original && { origin, target: original.entry, targetName: original.nameRange };
}
