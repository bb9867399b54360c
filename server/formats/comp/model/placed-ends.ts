import type { TextRange } from '../../text/range.ts';
import type { Input, InstanceOutput, ToolReference } from '../model.ts';
import type { EntryNode, TableNode, ValueNode } from '../nodes.ts';
import { rangeIn } from '../read/entry-nodes.ts';
import type { InputFacts, OutputFacts, QuotedFact } from '../read/tool-facts.ts';
import type { TreeSource } from '../read/tree-source.ts';
import { tableOf, valueNamed } from '../table-access.ts';

/** A tool, as far as its inputs need it. */
interface HasTable {
  readonly table: TableNode;
}

/** What an entry of `Inputs` and one of `Outputs` have in common: a name, and what feeds it. */
class PlacedEnd<Facts extends OutputFacts> {
  #facts: Facts;
  #place: TreeSource;

  constructor(facts: Facts, place: TreeSource) {
    this.#facts = facts;
    this.#place = facts.source ?? place;
  }

  /** Takes over what another text says of the same input or output. */
  replaceFacts(facts: Facts | undefined, place: TreeSource): void {
    if (facts === undefined) return;
    this.#facts = facts;
    this.#place = facts.source ?? place;
  }

  protected get facts(): Facts {
    return this.#facts;
  }

  protected get place(): TreeSource {
    return this.#place;
  }

  get name(): string {
    return this.#facts.name;
  }

  get nameRange(): TextRange {
    return rangeIn(this.#place, this.#facts.nameStart, this.#facts.nameEnd);
  }

  get source(): ToolReference | undefined {
    return reference(this.#place, this.#facts.sourceOp);
  }

  get output(): string | undefined {
    return this.#facts.output;
  }
}

/** One entry of `Inputs`. */
export class PlacedInput extends PlacedEnd<InputFacts> implements Input {
  readonly #tool: HasTable;

  constructor(facts: InputFacts, place: TreeSource, tool: HasTable) {
    super(facts, place);
    this.#tool = tool;
  }

  get constructorName(): string {
    return this.facts.constructorName;
  }

  get expression(): string | undefined {
    return this.facts.expression?.text;
  }

  get expressionRange(): TextRange | undefined {
    const { expression } = this.facts;
    return expression && rangeIn(this.place, expression.start, expression.end);
  }

  get entry(): EntryNode {
    const start = this.place.absolute(this.facts.start);
    for (const { key, value } of this.#tool.table.entries) {
      if (key?.name !== 'Inputs') continue;
      const found = tableOf(value)?.entries.find((entry) => entry.start === start);
      if (found !== undefined) return found;
    }
    return { start, end: start };
  }

  get value(): ValueNode | undefined {
    if (!this.facts.hasValue) return undefined;
    const table = tableOf(this.entry.value);
    return table && valueNamed(table, 'Value');
  }
}

/** One entry of `Outputs`. */
export class PlacedOutput extends PlacedEnd<OutputFacts> implements InstanceOutput {}

/** The name of another tool, where the text has one. */
export function reference(source: TreeSource, fact: QuotedFact | undefined): ToolReference | undefined {
  return fact && new PlacedReference(source, fact);
}

class PlacedReference implements ToolReference {
  readonly #source: TreeSource;
  readonly #fact: QuotedFact;

  constructor(source: TreeSource, fact: QuotedFact) {
    this.#source = source;
    this.#fact = fact;
  }

  get name(): string {
    return this.#fact.text;
  }

  get range(): TextRange {
    return rangeIn(this.#source, this.#fact.start, this.#fact.end);
  }
}
