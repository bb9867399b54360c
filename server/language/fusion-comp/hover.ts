import { cursorContext } from '../../formats/comp/cursor-context.ts';
import type { Registry } from '../../formats/comp/registry/registry.ts';
import type { AskPlace, HoverText } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { CompIndex } from './comp-index.ts';
import { describeInput } from './hover-input.ts';
import { describeMissing } from './hover-missing.ts';
import { describeTool } from './hover-tool.ts';
import { wordHover } from './hover-word.ts';

/** What a hover is made from. */
export interface HoverSite {
  readonly index: CompIndex;
  readonly registry: Registry;
  readonly markup: Markup;
  readonly askPlace: AskPlace;
}

/** About a tool where it is named or mentioned, an input, a field, a value or a file at `offset`. */
export async function hoverAt(site: HoverSite, offset: number): Promise<HoverText | undefined> {
  return namedAt(site, offset) ?? (await wordHover(site, contextOver(site, offset)));
}

function namedAt({ index, registry, markup }: HoverSite, offset: number): HoverText | undefined {
  const place = index.placeAt(offset);
  switch (place?.kind) {
    case 'tool':
      return { range: place.tool.nameRange, text: describeTool(place.tool, index, registry, markup) };
    case 'mention': {
      const { mention } = place;
      const { target, reference } = mention;
      const text =
        target === undefined ? describeMissing(mention, markup) : describeTool(target, index, registry, markup);
      return { range: reference.range, text };
    }
    case 'input':
      return { range: place.input.nameRange, text: describeInput(place.tool, place.input, index, registry, markup) };
    default:
      return undefined;
  }
}

/** What stands under the pointer: a word that begins at `offset` is meant as well as one that goes on there. */
function contextOver({ index: { comp } }: HoverSite, offset: number): ReturnType<typeof cursorContext> {
  const next = comp.slice(offset, offset + 1);
  const before = comp.slice(Math.max(0, offset - 1), offset);
  const begins = /[\w"'[-]/.test(next) && !/\w/.test(before);
  return cursorContext(comp, begins ? offset + 1 : offset);
}
