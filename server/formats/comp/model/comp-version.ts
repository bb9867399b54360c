import type { DocumentText } from '../../text/document-text.ts';
import type { Comp, CompSyntaxError, Scope, Tool } from '../model.ts';
import type { TableNode } from '../nodes.ts';
import { valueNode } from '../read/entry-nodes.ts';
import { type FileReading, mapError } from '../read/text-reader.ts';
import type { CompBlock } from '../skim/comp-block.ts';
import type { Skeleton } from '../skim/skeleton.ts';
import { mergeErrors, SyntaxErrors } from '../syntax-errors.ts';
import { tableOf } from '../table-access.ts';
import type { Flow } from './flow.ts';

/** One version of a comp. */
export class CompVersion implements Comp {
  readonly document: object;
  readonly #text: DocumentText;
  readonly #flow: Flow;
  readonly #skeleton: Skeleton;
  readonly #blocks: readonly CompBlock[];
  readonly #reading: FileReading;
  #errors: readonly CompSyntaxError[] | undefined;
  #root: TableNode | undefined;

  constructor(
    document: object,
    text: DocumentText,
    flow: Flow,
    skeleton: Skeleton,
    blocks: readonly CompBlock[],
    reading: FileReading,
  ) {
    this.document = document;
    this.#text = text;
    this.#flow = flow;
    this.#skeleton = skeleton;
    this.#blocks = blocks;
    this.#reading = reading;
  }

  get text(): string {
    return this.#text.whole;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  get kind(): Comp['kind'] {
    return this.#reading.root?.hasConstructor === true ? 'composition' : 'setting';
  }

  get root(): TableNode | undefined {
    const { root } = this.#reading;
    this.#root ??= root && tableOf(valueNode(this.#skeleton, root.tree, root.at));
    return this.#root;
  }

  get errors(): readonly CompSyntaxError[] {
    this.#errors ??= this.#gatherErrors();
    return this.#errors;
  }

  get cutOff(): boolean {
    return this.#reading.cutOff;
  }

  get wiring(): object {
    return this.#flow.wiring;
  }

  get edited(): readonly Tool[] {
    return this.#flow.edited;
  }

  get flow(): Scope {
    return this.#flow.scope;
  }

  get tools(): readonly Tool[] {
    return this.#flow.tools;
  }

  get toolsByName(): ReadonlyMap<string, readonly Tool[]> {
    return this.#flow.byName;
  }

  get toolsById(): ReadonlyMap<string, readonly Tool[]> {
    return this.#flow.byId;
  }

  #gatherErrors(): readonly CompSyntaxError[] {
    const errors = this.#reading.errors.map((error) => mapError(error, (offset) => this.#skeleton.absolute(offset)));
    for (const block of this.#blocks) {
      for (const error of block.errors) errors.push(mapError(error, (offset) => block.absolute(offset)));
    }
    const lineEnd = (offset: number) => this.#text.lineStart(this.#text.lineAt(offset) + 1) - 1;
    return mergeErrors(new SyntaxErrors(lineEnd), errors);
  }
}
