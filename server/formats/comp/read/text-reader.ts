import type { CompSyntaxError } from '../model.ts';
import { CompTreeReader } from '../parse-tree.ts';
import type { Entry } from './entry.ts';
import { entryOfNode, entryOfValue } from './entry-of-node.ts';
import { QuickReader } from './quick-reader.ts';

/** The outermost table of a text. */
export interface FileReading {
  readonly root: Entry | undefined;
  readonly errors: readonly CompSyntaxError[];
  /** The text ends inside a table. */
  readonly cutOff: boolean;
}

/** One entry of a text. */
export interface EntryReading {
  readonly entry: Entry;
  readonly errors: readonly CompSyntaxError[];
  /** The text is as the quick reader reads it. */
  readonly isPlain: boolean;
}

const NO_ERRORS: readonly CompSyntaxError[] = [];

/**
 * Reads texts: quickly where they are as Fusion writes them, else by the grammar, which takes ten times as long and says
 * what is wrong. `read` counts the code units of both, so that tests can tell how much an edit makes it read.
 */
export class TextReader {
  readonly #quick = new QuickReader();
  #careful: CompTreeReader | undefined;
  #read = 0;

  /** The code units read so far. */
  get read(): number {
    return this.#read;
  }

  /** Reads a whole file that is as Fusion writes it; undefined for every other. */
  plainFile(text: string): FileReading | undefined {
    this.#read += text.length;
    const root = this.#quick.readFile(text);
    return root && { root, errors: NO_ERRORS, cutOff: false };
  }

  /** Reads a whole file. */
  file(text: string): FileReading {
    const plain = this.plainFile(text);
    if (plain !== undefined) return plain;
    const tree = this.#carefulReader().read(text);
    return { ...tree, root: tree.root && entryOfValue(text, tree.root, 0) };
  }

  /**
   * Reads one entry of a table; undefined where the text holds none or several. Of a plain text the entry is good until
   * the next reading: `plainEntry` reads it to be kept.
   */
  entry(text: string): EntryReading | undefined {
    this.#read += text.length;
    const entry = this.#quick.glanceAtEntry(text);
    if (entry !== undefined) return { entry, errors: NO_ERRORS, isPlain: true };
    const table = `{${text}}`;
    const { root, errors } = this.#carefulReader().read(table);
    const [node, ...others] = root?.entries ?? [];
    if (node === undefined || others.length > 0) return undefined;
    return { entry: entryOfNode(table, node, -1), errors: errors.map((error) => moved(error, -1)), isPlain: false };
  }

  /**
   * Reads a whole file tool by tool, as long as it is as Fusion writes it; see `QuickReader.readTools`. Other texts may be
   * read while this pauses.
   */
  *plainTools(text: string, see: (tool: Entry) => void): Generator<undefined, boolean> {
    const reader = new QuickReader();
    const reading = reader.readTools(text, see);
    for (let before = 0; ; before = reader.at) {
      const step = reading.next();
      this.#read += reader.at - before;
      if (step.done === true) return step.value;
      yield undefined;
    }
  }

  /**
   * Reads a tool that holds no others, is all of a text and as Fusion writes it; undefined for every other. It is good
   * until the next reading.
   */
  glanceAtTool(text: string): Entry | undefined {
    this.#read += text.length;
    const entry = this.#quick.glanceAtTool(text);
    return entry?.end === text.length ? entry : undefined;
  }

  /** Reads an entry again of which it is known that it is plain. */
  plainEntry(text: string): Entry | undefined {
    this.#read += text.length;
    return this.#quick.readEntry(text);
  }

  #carefulReader(): CompTreeReader {
    this.#careful ??= new CompTreeReader();
    return this.#careful;
  }
}

/** The error with `by` added to its offsets. */
function moved(error: CompSyntaxError, by: number): CompSyntaxError {
  return mapError(error, (offset) => offset + by);
}

/** The error with its offsets mapped. */
export function mapError(error: CompSyntaxError, map: (offset: number) => number): CompSyntaxError {
  const { message, range, repair } = error;
  const mapped = { message, range: { start: map(range.start), end: map(range.end) } };
  if (repair === undefined) return mapped;
  const edits = repair.edits.map(({ range: { start, end }, newText }) => ({
    range: { start: map(start), end: map(end) },
    newText,
  }));
  return { ...mapped, repair: { title: repair.title, edits } };
}
