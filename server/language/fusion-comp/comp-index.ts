import { activeTool } from '../../formats/comp/header.ts';
import type { Comp, Input, InstanceOutput, Scope, Tool, ToolReference } from '../../formats/comp/model.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import { toolAt } from '../../formats/comp/tool-at.ts';
import type { TextRange } from '../../formats/text/range.ts';
import { readSource, referencesInSource } from './source-references.ts';

/** Where a tool is mentioned. */
export type MentionPlace =
  | { readonly kind: 'input'; readonly tool: Tool; readonly input: Input }
  | { readonly kind: 'expression'; readonly tool: Tool; readonly input: Input }
  | { readonly kind: 'script'; readonly tool: Tool; readonly isWord: boolean }
  | { readonly kind: 'output'; readonly tool: Tool; readonly output: InstanceOutput }
  | { readonly kind: 'instance'; readonly tool: Tool }
  | { readonly kind: 'active' };

/** One mention of a tool by its name. */
export interface Mention {
  readonly reference: ToolReference;
  readonly place: MentionPlace;
  /** The scope whose names the mention speaks of first. */
  readonly from: Scope;
  /** The tool that is meant; absent when there is none with this name. */
  readonly target: Tool | undefined;
}

/** What stands at an offset. */
export type CompPlace =
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'input'; readonly tool: Tool; readonly input: Input };

/** The names that a tool mentions, each as often as it does. */
const mentionedNames = new PerTool<string>(
  function* (tool, text) {
    if (tool.instanceOf !== undefined) yield tool.instanceOf.name;
    for (const { source } of tool.inputs) if (source !== undefined) yield source.name;
    for (const { source } of tool.outputs) if (source !== undefined) yield source.name;
    for (const { reference } of readSource(tool, text)) yield reference.name;
  },
  (name) => name,
);

/** The names of a comp's tools and inputs and every mention of them, asked by offset and by tool. */
export class CompIndex {
  readonly comp: Comp;
  /** The tools that mention a name, by that name. */
  #speakers: ReadonlyMap<string, readonly Tool[]> | undefined;
  /** The mentions with a name, by that name, as far as they were asked for. */
  readonly #mentions = new Map<string, readonly Mention[]>();

  constructor(comp: Comp) {
    this.comp = comp;
  }

  /** What stands at `offset`, or ends there. */
  placeAt(offset: number): CompPlace | undefined {
    const tool = toolAt(this.comp, offset);
    if (tool !== undefined) return this.#placeIn(tool, offset);
    for (const mention of this.#mentionsOfHeader()) {
      if (holds(mention.reference.range, offset)) return { kind: 'mention', mention };
    }
    return undefined;
  }

  /** The tool that is named or mentioned at `offset`. */
  toolAt(offset: number): Tool | undefined {
    const place = this.placeAt(offset);
    if (place?.kind === 'tool') return place.tool;
    return place?.kind === 'mention' ? place.mention.target : undefined;
  }

  /**
   * Finds every mention of the tool that is named or mentioned at `offset`, or where that is not given what any question
   * about mentions needs; comes back where the work may pause. Without it the first question does the work at once.
   */
  *prepareMentions(offset?: number): Generator<undefined> {
    if (offset === undefined) return yield* this.#findSpeakers();
    const tool = this.toolAt(offset);
    if (tool !== undefined) yield* this.prepareMentionsOf(tool);
  }

  /** The same for a tool that is known. */
  *prepareMentionsOf({ name }: Tool): Generator<undefined> {
    yield* this.#gatherMentions(name);
  }

  /** Goes through all tools of the comp for what they mention, once. */
  *#findSpeakers(): Generator<undefined> {
    if (this.#speakers !== undefined) return;
    const speakers = new Map<string, Tool[]>();
    for (const tool of this.comp.tools) {
      for (const name of mentionedNames.ofTool(this.comp, tool)) {
        const known = speakers.get(name);
        if (known === undefined) speakers.set(name, [tool]);
        else if (known.at(-1) !== tool) known.push(tool);
      }
      yield undefined;
    }
    this.#speakers = speakers;
  }

  /** Every mention of `tool`. */
  mentionsOf(tool: Tool): readonly Mention[] {
    return this.mentionsOfName(tool.name).filter(({ target }) => target === tool);
  }

  /** Every mention with this name, whatever tool it means, or none. */
  mentionsOfName(name: string): readonly Mention[] {
    for (const _ of this.#gatherMentions(name));
    return this.#mentions.get(name) ?? [];
  }

  *#gatherMentions(name: string): Generator<undefined> {
    if (this.#mentions.has(name)) return;
    yield* this.#findSpeakers();
    const mentions = [...this.#mentionsOfHeader()];
    for (const tool of this.#speakers?.get(name) ?? []) {
      mentions.push(...this.mentionsIn(tool));
      yield undefined;
    }
    this.#mentions.set(
      name,
      mentions.filter(({ reference }) => reference.name === name),
    );
  }

  /** The mentions in the inputs, outputs and the head of one tool. */
  *mentionsIn(tool: Tool): Generator<Mention> {
    const inside = scopeInside(tool);
    if (tool.instanceOf !== undefined) yield this.#mention(tool.instanceOf, tool.scope, { kind: 'instance', tool });
    for (const input of tool.inputs) {
      if (input.source !== undefined) yield this.#mention(input.source, inside, { kind: 'input', tool, input });
    }
    for (const output of tool.outputs) {
      if (output.source !== undefined) yield this.#mention(output.source, inside, { kind: 'output', tool, output });
    }
    for (const { reference, input: at, isWord } of referencesInSource.ofTool(this.comp, tool)) {
      const input = at === undefined ? undefined : tool.inputs[at];
      const place: MentionPlace =
        input === undefined ? { kind: 'script', tool, isWord } : { kind: 'expression', tool, input };
      yield this.#mention(reference, inside, place);
    }
  }

  /** The tool that `name` means where `tool` says it: its own modifiers and members first, then outwards. */
  resolveFrom(tool: Tool, name: string): Tool | undefined {
    return resolveTool(this.comp, scopeInside(tool), name);
  }

  /** The tool that an instance copies; absent for other tools, and where it is missing. */
  originalOf({ scope, instanceOf }: Tool): Tool | undefined {
    return instanceOf && resolveTool(this.comp, scope, instanceOf.name);
  }

  #placeIn(tool: Tool, offset: number): CompPlace | undefined {
    if (holds(tool.nameRange, offset)) return { kind: 'tool', tool };
    for (const input of tool.inputs) {
      if (holds(input.nameRange, offset)) return { kind: 'input', tool, input };
    }
    for (const mention of this.mentionsIn(tool)) {
      if (holds(mention.reference.range, offset) && !isPerhapsNoTool(mention)) return { kind: 'mention', mention };
    }
    return undefined;
  }

  *#mentionsOfHeader(): Generator<Mention> {
    const active = activeTool(this.comp);
    if (active !== undefined) yield this.#mention(active, this.comp.flow, { kind: 'active' });
  }

  #mention(reference: ToolReference, from: Scope, place: MentionPlace): Mention {
    return { reference, place, from, target: resolveTool(this.comp, from, reference.name) };
  }
}

/** A name in an expression or a script that is no tool's may be a user control or an attribute of the composition. */
function isPerhapsNoTool({ place, target }: Mention): boolean {
  return target === undefined && (place.kind === 'expression' || place.kind === 'script');
}

function holds(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
