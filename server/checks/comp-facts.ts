import { type NameInScript, namesInScripts } from '../formats/comp/expressions/names-in-scripts.ts';
import type { Comp, ToolBody } from '../formats/comp/model.ts';
import { PerTool } from '../formats/comp/per-tool.ts';
import { type Move, shiftRange } from '../formats/text/range.ts';
import { type Connections, readConnections } from './comp/connections.ts';
import { Pictures } from './comp/pictures.ts';
import { readSaver, type SaverFacts, type SaverInComp, saversIn, shiftSaver } from './comp/savers.ts';
import { type NameInExpression, namesInExpressions, shiftNameInExpression } from './comp/tools-in-expressions.ts';
import { wordsOf } from './comp/words-of-tool.ts';

/** What several checks ask of one version of a comp; each is worked out when it is first asked for. */
export interface CompFacts {
  /** Works out what goes from tool to tool, which is much in a large comp. It may pause wherever this yields. */
  prepare(): Generator<undefined>;
  /** What feeds what. */
  readonly connections: Connections;
  /** Which tools a picture reaches. */
  readonly pictures: Pictures;
  /** The Savers that write files, in document order; Resolve's MediaOut is none. */
  readonly savers: readonly SaverInComp[];
  /**
   * The words in expressions, scripts and other texts, a list for each tool that has any: some may mean a tool.
   * `undefined` comes where the work may pause.
   */
  words(): Iterable<readonly string[] | undefined>;
  /** The names that scripts give to `FindTool`. `undefined` comes where the work may pause. */
  namesInScripts(): Iterable<NameInScript | undefined>;
  /** The names of tools in the expressions of a tool. */
  namesInExpressions(tool: ToolBody): Iterable<NameInExpression>;
}

/** Reads the facts of the versions of one comp and keeps what the text of a tool alone decides. */
export class CompFactReader {
  readonly #savers = new PerTool<SaverFacts>(readSaver, shiftSaver);
  readonly #names = new PerTool<NameInExpression>(namesInExpressions, shiftNameInExpression);
  readonly #scripts = new PerTool<NameInScript>(namesInScripts, shiftNameInScript, ({ traits }) => traits.findsTools);
  readonly #words = new PerTool<readonly string[]>(wordsOf, (words) => words);
  #connections: { readonly wiring: object; readonly known: Connections } | undefined;
  #pictures: { readonly connections: Connections; readonly known: Pictures } | undefined;

  /** The facts of one version. */
  of(comp: Comp): CompFacts {
    return new VersionFacts(comp, this);
  }

  /** What feeds what in a version; the work may pause wherever this yields. */
  *connect(comp: Comp): Generator<undefined, Connections> {
    const { wiring } = comp;
    if (this.#connections?.wiring === wiring) return this.#connections.known;
    const known = yield* readConnections(comp);
    this.#connections = { wiring, known };
    return known;
  }

  /** The same at once. */
  connectionsIn(comp: Comp): Connections {
    const work = this.connect(comp);
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  }

  /** Which tools a picture reaches. */
  picturesIn(comp: Comp): Pictures {
    const connections = this.connectionsIn(comp);
    if (this.#pictures?.connections !== connections) {
      this.#pictures = { connections, known: new Pictures(comp.tools, connections) };
    }
    return this.#pictures.known;
  }

  saversIn(comp: Comp): readonly SaverInComp[] {
    return saversIn(comp, this.#savers);
  }

  wordsIn(comp: Comp): Iterable<readonly string[] | undefined> {
    return this.#words.of(comp);
  }

  namesInScripts(comp: Comp): Iterable<NameInScript | undefined> {
    return this.#scripts.of(comp);
  }

  namesInTool(comp: Comp, tool: ToolBody): Iterable<NameInExpression> {
    return this.#names.ofTool(comp, tool);
  }
}

/** A class, since V8 keeps what getters of an object by itself refer to until it next clears all of the memory. */
class VersionFacts implements CompFacts {
  readonly #comp: Comp;
  readonly #reader: CompFactReader;
  #savers: readonly SaverInComp[] | undefined;

  constructor(comp: Comp, reader: CompFactReader) {
    this.#comp = comp;
    this.#reader = reader;
  }

  prepare(): Generator<undefined, Connections> {
    return this.#reader.connect(this.#comp);
  }

  get connections(): Connections {
    return this.#reader.connectionsIn(this.#comp);
  }

  get pictures(): Pictures {
    return this.#reader.picturesIn(this.#comp);
  }

  get savers(): readonly SaverInComp[] {
    this.#savers ??= this.#reader.saversIn(this.#comp);
    return this.#savers;
  }

  words(): Iterable<readonly string[] | undefined> {
    return this.#reader.wordsIn(this.#comp);
  }

  namesInScripts(): Iterable<NameInScript | undefined> {
    return this.#reader.namesInScripts(this.#comp);
  }

  namesInExpressions(tool: ToolBody): Iterable<NameInExpression> {
    return this.#reader.namesInTool(this.#comp, tool);
  }
}

function shiftNameInScript(name: NameInScript, move: Move): NameInScript {
  return { ...name, range: shiftRange(name.range, move) };
}
