import { type CursorToken, cursorTokens } from './cursor-tokens.ts';
import { LineCounter } from './line-counter.ts';
import { unescapeQuoted } from './quoted-string.ts';

/** Where something stands: its line from 0, its place in the line and its length in UTF-16 code units. */
export interface SkimmedPlace {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** What `skimFacts` finds. */
export type SkimmedFact =
  | {
      readonly kind: 'tool';
      readonly name: string;
      readonly id: string;
      readonly isInFlow: boolean;
      readonly owner: string | undefined;
      readonly place: SkimmedPlace;
    }
  /** A text that may be the name of a file; its place holds the quotes. */
  | { readonly kind: 'path'; readonly path: string; readonly place: SkimmedPlace }
  /** One of the composition's own path maps; its place is that of the target. */
  | { readonly kind: 'map'; readonly name: string; readonly path: string; readonly place: SkimmedPlace };

/** A folder, a path map or an extension: what the name of a file has at least one of. */
const MAY_BE_PATH = /^(?!.*[<>|?*"\n\r]).{0,1000}(?:[/\\:]|\.[A-Za-z]\w{0,9}$)/s;

/** Where the composition keeps its path maps. */
const MAPS = 'Prefs.Comp.Paths.Map';

/** A table that is open. */
interface Frame {
  readonly key: string;
  /** The keys that lead to it, with dots in between; those of its text alone, not of what it stands for. */
  readonly way: string;
  readonly holdsTools: boolean;
  /** Set for the table of a tool. */
  readonly tool: { readonly id: string; readonly owner: string | undefined; readonly place: SkimmedPlace } | undefined;
  isInFlow: boolean;
}

/** A name or string that has been read and may become a key, a constructor or a value. */
interface Word {
  readonly text: string;
  readonly token: CursorToken;
  readonly place: SkimmedPlace;
}

/**
 * The tools of a comp, its path maps and the names of files in it, read without building anything that is kept. Damage
 * does not stop it, but may hide what stands behind. Tools come when they end. `undefined` comes where the work may
 * pause.
 */
export function* skimFacts(text: string): Generator<SkimmedFact | undefined> {
  const skimmer = new Skimmer(text);
  let count = 0;
  for (const token of cursorTokens(text)) {
    const fact = skimmer.pass(token);
    if (fact !== undefined) yield fact;
    count += 1;
    if (count % 500 === 0) yield undefined;
  }
}

class Skimmer {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #frames: Frame[] = [];
  #key: Word | undefined;
  #word: Word | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineCounter(text);
  }

  /** Takes the next token; returns what is known once it is passed. */
  pass(token: CursorToken): SkimmedFact | undefined {
    if (token.kind === 'name' || token.kind === 'string') this.#word = this.#read(token);
    if (token.kind !== 'mark') return undefined;
    switch (this.#text.charAt(token.start)) {
      case '=':
        this.#key = this.#word;
        this.#word = undefined;
        return undefined;
      case '{':
        this.#open();
        return undefined;
      case '}': {
        // Fusion writes commas after most last values, but not after all.
        const value = this.#endEntry();
        return this.#close() ?? value;
      }
      case ',':
      case ';':
        return this.#endEntry();
      default:
        return undefined;
    }
  }

  #read(token: CursorToken): Word {
    const { start, end } = token;
    const isQuoted = token.kind === 'string' && this.#text.charAt(start) !== '[';
    const content = isQuoted ? unescapeQuoted(this.#text.slice(start + 1, end - 1)) : this.#text.slice(start, end);
    return { text: content, token, place: { ...this.#lines.at(start), length: end - start } };
  }

  #open(): void {
    const around = this.#frames.at(-1);
    const key = this.#key?.text ?? '';
    const name = around?.holdsTools === true ? this.#key : undefined;
    this.#frames.push({
      key,
      way: around === undefined || around.way === '' ? key : `${around.way}.${key}`,
      // The `Tools` of the composition and of tools; copies that are put aside are no tools.
      holdsTools: key === 'Tools' && (this.#frames.length === 1 || around?.tool !== undefined),
      tool: name && {
        id: this.#idText(),
        owner: this.#frames.at(-2)?.tool && this.#frames.at(-2)?.key,
        place: insideQuotes(name),
      },
      isInFlow: false,
    });
    if (around !== undefined && key === 'ViewInfo') around.isInFlow = true;
    this.#key = undefined;
    this.#word = undefined;
  }

  #idText(): string {
    return this.#word?.token.kind === 'name' ? this.#word.text : '';
  }

  #close(): SkimmedFact | undefined {
    const frame = this.#frames.pop();
    if (frame?.tool === undefined) return undefined;
    return { kind: 'tool', name: frame.key, isInFlow: frame.isInFlow, ...frame.tool };
  }

  #endEntry(): SkimmedFact | undefined {
    const key = this.#key?.text;
    const word = this.#word;
    this.#key = undefined;
    this.#word = undefined;
    if (word?.token.kind !== 'string' || !word.token.isClosed) return undefined;
    const { text: path, place } = word;
    if (key !== undefined && this.#frames.at(-1)?.way === MAPS) return { kind: 'map', name: key, path, place };
    return key !== 'Expression' && MAY_BE_PATH.test(path) ? { kind: 'path', path, place } : undefined;
  }
}

/** The place of a key without its quotes. */
function insideQuotes({ token, place }: Word): SkimmedPlace {
  if (token.kind !== 'string') return place;
  return { line: place.line, character: place.character + 1, length: place.length - 2 };
}
