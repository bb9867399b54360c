import type { TextRange } from '../../text/range.ts';
import type { Input, InstanceOutput, Scope, Tool, ToolBody, ToolReference, ToolTraits } from '../model.ts';
import type { EntryNode, TableNode } from '../nodes.ts';
import type { Entry } from '../read/entry.ts';
import { entryNode, rangeIn } from '../read/entry-nodes.ts';
import { hasSameWiring } from '../read/same-wiring.ts';
import type { ToolFacts } from '../read/tool-facts.ts';
import { NO_BLOCKS, type TreeSource } from '../read/tree-source.ts';
import { tableOf } from '../table-access.ts';
import { PlacedInput, PlacedOutput, reference } from './placed-ends.ts';

/** A text and one of the entries in it, which is a tool. */
export interface ToolPlace extends TreeSource {
  readonly entry: Entry;
  /** The lines of the entry in the text. */
  readonly extent: TextRange;
}

/** What the text of a tool says: its facts at once, its tree by reading the text again. */
class PlacedTool implements ToolBody {
  #facts: ToolFacts;
  #place: ToolPlace;
  #inputs: readonly PlacedInput[] | undefined;
  #outputs: readonly PlacedOutput[] | undefined;

  constructor(facts: ToolFacts, place: ToolPlace) {
    this.#facts = facts;
    this.#place = place;
  }

  get facts(): ToolFacts {
    return this.#facts;
  }

  get place(): ToolPlace {
    return this.#place;
  }

  /** Takes over what another text says of the same tool. Its inputs and outputs stay the objects that they are. */
  protected replaceFacts(facts: ToolFacts, place: ToolPlace): void {
    this.#facts = facts;
    this.#place = place;
    for (const [index, input] of this.#inputs?.entries() ?? []) input.replaceFacts(facts.inputs[index], place);
    for (const [index, output] of this.#outputs?.entries() ?? []) output.replaceFacts(facts.outputs[index], place);
  }

  /** Forgets inputs and outputs, where there are others now. */
  protected forgetEnds(): void {
    this.#inputs = undefined;
    this.#outputs = undefined;
  }

  get name(): string {
    return this.facts.name;
  }

  get nameRange(): TextRange {
    return rangeIn(this.place, this.facts.nameStart, this.facts.nameEnd);
  }

  get id(): string {
    return this.facts.id;
  }

  get idRange(): TextRange {
    return rangeIn(this.place, this.facts.idStart, this.facts.idEnd);
  }

  get passThrough(): boolean {
    return this.facts.passThrough;
  }

  get locked(): boolean {
    return this.facts.locked;
  }

  get instanceOf(): ToolReference | undefined {
    return reference(this.place, this.facts.instanceOf);
  }

  get traits(): ToolTraits {
    return this.facts.traits;
  }

  get inputs(): readonly Input[] {
    this.#inputs ??= this.facts.inputs.map((facts) => new PlacedInput(facts, this.place, this));
    return this.#inputs;
  }

  get outputs(): readonly InstanceOutput[] {
    this.#outputs ??= this.facts.outputs.map((facts) => new PlacedOutput(facts, this.place));
    return this.#outputs;
  }

  get entry(): EntryNode {
    return entryNode(this.place, this.place.entry);
  }

  get table(): TableNode {
    return tableOf(this.entry.value) ?? EMPTY_TABLE;
  }
}

const EMPTY_TABLE: TableNode = { kind: 'table', start: 0, end: 0, open: -1, close: -1, entries: [] };

/** A tool in the flow. Index, scope and members are set where the flow is put together. */
export class CompTool extends PlacedTool implements Tool {
  index = -1;
  scope: Scope;
  nested: Scope | undefined;

  constructor(facts: ToolFacts, place: ToolPlace, scope: Scope) {
    super(facts, place);
    this.scope = scope;
  }

  /** Takes over another text of the same tool, of the same name and id. Tells whether its wiring is the same. */
  update(facts: ToolFacts, place: ToolPlace): boolean {
    const isSame = hasSameWiring(this.facts, facts);
    if (!isSame) this.forgetEnds();
    this.replaceFacts(facts, place);
    return isSame;
  }

  /** The same tool in offsets of its own lines, and the text of these. */
  get own(): OwnTool {
    const { place } = this;
    const { start, end } = place.extent;
    return {
      tool: new StillTool(this.facts, new OwnPlace(place, start)),
      text: place.text.slice(start, end),
    };
  }
}

/** A tool that nobody moves: its tree is read once. */
export class StillTool extends PlacedTool {
  #entry: EntryNode | undefined;
  /** What was read of it, after what reads it. */
  readonly #known: unknown[] = [];

  override get entry(): EntryNode {
    this.#entry ??= super.entry;
    return this.#entry;
  }

  /** What `read` makes of this tool; it is called once. */
  once<Result>(read: (tool: ToolBody) => Result): Result {
    const at = this.#known.indexOf(read);
    if (at !== -1) return this.#known[at + 1] as Result;
    const result = read(this);
    this.#known.push(read, result);
    return result;
  }
}

/** A tool by itself. */
export interface OwnTool {
  readonly tool: ToolBody;
  readonly text: string;
}

/** The lines of a place by themselves, read once. */
class OwnPlace implements ToolPlace {
  readonly text: string;
  readonly #place: ToolPlace;
  readonly #start: number;
  #entry: Entry | undefined;

  constructor(place: ToolPlace, start: number) {
    this.text = place.text;
    this.#place = place;
    this.#start = start;
  }

  get entry(): Entry {
    this.#entry ??= this.#place.entry;
    return this.#entry;
  }

  get extent(): TextRange {
    return this.#place.extent;
  }

  get hasBlocks(): boolean {
    return this.#place.hasBlocks;
  }

  absolute(offset: number): number {
    return offset - this.#start;
  }

  blocksAt(): readonly never[] {
    return NO_BLOCKS;
  }

  /** The tools of a group are tools of their own. */
  hides(offset: number): boolean {
    return this.#place.blocksAt(offset).length > 0;
  }
}
