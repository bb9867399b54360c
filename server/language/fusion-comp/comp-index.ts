import { activeTool } from '../../formats/comp/header.ts';
import type { Comp, Input, InstanceOutput, Scope, Tool, ToolReference } from '../../formats/comp/model.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import type { TextRange } from '../../formats/text/range.ts';

/** Where a tool is mentioned. */
export type MentionPlace =
  | { readonly kind: 'input'; readonly tool: Tool; readonly input: Input }
  | { readonly kind: 'output'; readonly tool: Tool; readonly output: InstanceOutput }
  | { readonly kind: 'instance'; readonly tool: Tool }
  | { readonly kind: 'active' };

/** One mention of a tool by its name. */
export interface Mention {
  readonly reference: ToolReference;
  readonly place: MentionPlace;
  /** The tool that is meant; absent when there is none with this name. */
  readonly target: Tool | undefined;
}

/** What stands at an offset. */
export type CompPlace =
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'input'; readonly tool: Tool; readonly input: Input };

interface RangedPlace {
  readonly range: TextRange;
  readonly place: CompPlace;
}

/** The names of a comp's tools and inputs and every mention of them, built in one pass and asked by offset. */
export class CompIndex {
  readonly #comp: Comp;
  readonly #places: RangedPlace[] = [];
  readonly #mentions = new Map<Tool, Mention[]>();

  constructor(comp: Comp) {
    this.#comp = comp;
    const active = activeTool(comp);
    if (active !== undefined) this.#addMention(active, comp.flow, { kind: 'active' });
    for (const tool of comp.tools) this.#addTool(tool);
    this.#places.sort((a, b) => a.range.start - b.range.start);
  }

  /** What stands at `offset`, or ends there. */
  placeAt(offset: number): CompPlace | undefined {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle]?.range.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = this.#places[low - 1];
    return found !== undefined && offset <= found.range.end ? found.place : undefined;
  }

  /** The tool that is named or mentioned at `offset`. */
  toolAt(offset: number): Tool | undefined {
    const place = this.placeAt(offset);
    if (place?.kind === 'tool') return place.tool;
    return place?.kind === 'mention' ? place.mention.target : undefined;
  }

  /** Every mention of `tool`. */
  mentionsOf(tool: Tool): readonly Mention[] {
    return this.#mentions.get(tool) ?? [];
  }

  /** The tool that `name` means where `tool` says it: its own modifiers and members first, then outwards. */
  resolveFrom(tool: Tool, name: string): Tool | undefined {
    return resolveTool(this.#comp, scopeInside(tool), name);
  }

  #addTool(tool: Tool): void {
    const inside = scopeInside(tool);
    this.#places.push({ range: tool.nameRange, place: { kind: 'tool', tool } });
    if (tool.instanceOf !== undefined) this.#addMention(tool.instanceOf, tool.scope, { kind: 'instance', tool });
    for (const input of tool.inputs) {
      this.#places.push({ range: input.nameRange, place: { kind: 'input', tool, input } });
      if (input.source !== undefined) this.#addMention(input.source, inside, { kind: 'input', tool, input });
    }
    for (const output of tool.outputs) {
      if (output.source !== undefined) this.#addMention(output.source, inside, { kind: 'output', tool, output });
    }
  }

  #addMention(reference: ToolReference, from: Scope, place: MentionPlace): void {
    const target = resolveTool(this.#comp, from, reference.name);
    const mention: Mention = { reference, place, target };
    this.#places.push({ range: reference.range, place: { kind: 'mention', mention } });
    if (target === undefined) return;
    const known = this.#mentions.get(target);
    if (known === undefined) this.#mentions.set(target, [mention]);
    else known.push(mention);
  }
}
