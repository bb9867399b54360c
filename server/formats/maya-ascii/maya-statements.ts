/** A statement of a Maya ASCII scene as words: strings without their quotes, flags and numbers as they are. */
export type MayaStatement = readonly string[];

/** Characters of a statement that are kept: what is asked for is short, meshes and scripts are long. */
const MOST_KEPT = 8_192;

/** The statements that are asked for; all others are skipped without being taken apart. */
const WANTED = /^\s*(?:createNode|select|setAttr|connectAttr|requires|file|rename)\b/;

/**
 * Cuts a scene into statements, line by line and in linear time: a statement ends with a `;` that is in no string. What
 * is longer than is kept is skipped to its end.
 */
export class MayaStatements {
  #text = '';
  #isWanted = false;
  #isTooLong = false;
  #isOpen = false;
  #inString = false;

  /** True where the scene ends in the middle of a statement. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Takes a line, without its end; gives the wanted statements that end on it. */
  push(line: string): readonly MayaStatement[] {
    const statements: MayaStatement[] = [];
    let start = 0;
    if (!this.#isOpen && /^\s*\/\//.test(line)) return statements;
    for (let at = 0; at < line.length; at += 1) {
      const character = line[at];
      if (this.#inString) {
        if (character === '\\') at += 1;
        else if (character === '"') this.#inString = false;
      } else if (character === '"') this.#inString = true;
      else if (character === ';') {
        this.#add(line.slice(start, at));
        start = at + 1;
        const statement = this.#end();
        if (statement !== undefined) statements.push(statement);
      }
    }
    this.#add(line.slice(start));
    return statements;
  }

  #add(piece: string): void {
    if (!this.#isOpen) {
      if (piece.trim() === '') return;
      this.#isOpen = true;
      this.#isWanted = WANTED.test(piece);
    }
    if (!this.#isWanted || this.#isTooLong) return;
    if (this.#text.length + piece.length > MOST_KEPT) {
      this.#isTooLong = true;
      this.#text = '';
    } else this.#text += `${this.#text === '' ? '' : ' '}${piece}`;
  }

  #end(): MayaStatement | undefined {
    const statement = this.#isOpen && this.#isWanted && !this.#isTooLong ? wordsOf(this.#text) : undefined;
    this.#text = '';
    this.#isOpen = false;
    this.#isTooLong = false;
    return statement;
  }
}

const WORD = /"(?<string>(?:\\.|[^"\\])*)"|(?<plain>[^\s"]+)/g;

function wordsOf(text: string): MayaStatement {
  return [...text.matchAll(WORD)].map(({ groups }) => {
    const { string, plain = '' } = groups ?? {};
    return string === undefined
      ? plain
      : string.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
