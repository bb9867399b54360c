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

/** One entry of `Inputs`. */
export class PlacedInput implements Input {
  #facts: InputFacts;
  #place: TreeSource;
  readonly #tool: HasTable;

  constructor(facts: InputFacts, place: TreeSource, tool: HasTable) {
    this.#facts = facts;
    this.#place = facts.source ?? place;
    this.#tool = tool;
  }

  /** Takes over what another text says of the same input. */
  replaceFacts(facts: InputFacts | undefined, place: TreeSource): void {
    if (facts === undefined) return;
    this.#facts = facts;
    this.#place = facts.source ?? place;
  }

  get name(): string {
    return this.#facts.name;
  }

  get nameRange(): TextRange {
    return rangeIn(this.#place, this.#facts.nameStart, this.#facts.nameEnd);
  }

  get constructorName(): string {
    return this.#facts.constructorName;
  }

  get source(): ToolReference | undefined {
    return reference(this.#place, this.#facts.sourceOp);
  }

  get output(): string | undefined {
    return this.#facts.output;
  }

  get expression(): string | undefined {
    return this.#facts.expression?.text;
  }

  get expressionRange(): TextRange | undefined {
    const { expression } = this.#facts;
    return expression && rangeIn(this.#place, expression.start, expression.end);
  }

  get entry(): EntryNode {
    const start = this.#place.absolute(this.#facts.start);
    for (const { key, value } of this.#tool.table.entries) {
      if (key?.name !== 'Inputs') continue;
      const found = tableOf(value)?.entries.find((entry) => entry.start === start);
      if (found !== undefined) return found;
    }
    return { start, end: start };
  }

  get value(): ValueNode | undefined {
    if (!this.#facts.hasValue) return undefined;
    const table = tableOf(this.entry.value);
    return table && valueNamed(table, 'Value');
  }
}

/** One entry of `Outputs`. */
export class PlacedOutput implements InstanceOutput {
  #facts: OutputFacts;
  #place: TreeSource;

  constructor(facts: OutputFacts, place: TreeSource) {
    this.#facts = facts;
    this.#place = facts.source ?? place;
  }

  /** Takes over what another text says of the same output. */
  replaceFacts(facts: OutputFacts | undefined, place: TreeSource): void {
    if (facts === undefined) return;
    this.#facts = facts;
    this.#place = facts.source ?? place;
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
