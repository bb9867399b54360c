import type { IToken } from 'chevrotain';
import { KNOWN_GLOBALS } from './known-globals.ts';
import { LocalNames } from './local-names.ts';
import { LuaConstant, LuaKeyword, LuaLongString, LuaName, LuaNumber, LuaString } from './lua-lexer.ts';

/**
 * What a name in Lua stands for: the head of an access that nothing in the text declares (`Transform1.Center`: a tool,
 * or an input of the tool itself), a field or a method after a dot or colon, a function that is called, the key of a
 * table, a local or a variable the text assigns, a name known everywhere, or a name by itself (an own input).
 */
export type NameRole = 'head' | 'field' | 'method' | 'call' | 'key' | 'variable' | 'global' | 'bare';

const STATEMENT_WORDS: ReadonlySet<string> = new Set([
  'break',
  'do',
  'else',
  'elseif',
  'end',
  'for',
  'goto',
  'if',
  'local',
  'repeat',
  'return',
  'until',
  'while',
]);
const ENDS_OF_VALUES: ReadonlySet<string> = new Set([')', ']', '}', 'end', '...']);

/** Reads the roles of the names in one piece of Lua, from its first token to its last. */
class NameReader {
  readonly #tokens: readonly IToken[];
  readonly #roles: (NameRole | undefined)[] = [];
  readonly #locals = new LocalNames();
  readonly #assigned = new Set<string>();
  /** Brackets that are open. */
  readonly #brackets: string[] = [];
  /** Loop variables whose `do` is still to come. */
  #loopNames: string[] = [];

  constructor(tokens: readonly IToken[]) {
    this.#tokens = tokens;
  }

  read(): readonly (NameRole | undefined)[] {
    let at = 0;
    while (at < this.#tokens.length) at = this.#readToken(at);
    // Lua has no order of globals: what is assigned anywhere is a variable everywhere.
    this.#tokens.forEach(({ image }, index) => {
      const role = this.#roles[index];
      if ((role === 'head' || role === 'bare') && this.#assigned.has(image)) this.#roles[index] = 'variable';
    });
    return this.#roles;
  }

  #image(at: number): string {
    return this.#tokens[at]?.image ?? '';
  }

  /** Reads what begins at a token; returns where the next begins. */
  #readToken(at: number): number {
    const token = this.#tokens[at];
    if (token === undefined) return at + 1;
    if (this.#beginsStatement(at, token)) this.#locals.nextStatement();
    if (token.tokenType === LuaName) this.#roles[at] = this.#roleOf(at, token.image);
    else if (token.tokenType === LuaKeyword) return this.#readKeyword(at, token.image);
    else this.#readOperator(at, token.image);
    return at + 1;
  }

  #beginsStatement(at: number, { tokenType, image }: IToken): boolean {
    if (tokenType === LuaKeyword && STATEMENT_WORDS.has(image)) return true;
    if (image === ';') return true;
    return (tokenType === LuaName || image === 'function') && this.#endsValue(at - 1);
  }

  #endsValue(at: number): boolean {
    const token = this.#tokens[at];
    if (token === undefined) return false;
    const { tokenType } = token;
    if (tokenType === LuaName || tokenType === LuaNumber || tokenType === LuaConstant) return true;
    return tokenType === LuaString || tokenType === LuaLongString || ENDS_OF_VALUES.has(token.image);
  }

  #roleOf(at: number, name: string): NameRole {
    const before = this.#image(at - 1);
    const after = this.#image(at + 1);
    const called = after === '(' || after === '{' || this.#isString(at + 1);
    // The colon that begins a text says that statements follow.
    if (before === '.' || (before === ':' && at > 1)) return called ? 'method' : 'field';
    if (after === '=' && this.#brackets.at(-1) === '{') return 'key';
    if (called) return 'call';
    if (this.#locals.has(name)) return 'variable';
    if (KNOWN_GLOBALS.has(name)) return 'global';
    const accessed = after === '.' || after === ':' || (after === '[' && this.#isString(at + 2));
    return accessed ? 'head' : 'bare';
  }

  #isString(at: number): boolean {
    const type = this.#tokens[at]?.tokenType;
    return type === LuaString || type === LuaLongString;
  }

  #readOperator(at: number, image: string): void {
    if (image === '(' || image === '[' || image === '{') this.#brackets.push(image);
    else if (image === ')' || image === ']' || image === '}') this.#brackets.pop();
    else if (image === '=' && this.#brackets.at(-1) !== '{') this.#assign(at - 1);
  }

  /** The names before `=`, the last of them at `last`, are variables of the text. */
  #assign(last: number): void {
    let at = last;
    while (this.#roles[at] === 'bare') {
      this.#assigned.add(this.#image(at));
      if (this.#image(at - 1) !== ',') return;
      at -= 2;
    }
  }

  #readKeyword(at: number, word: string): number {
    if (word === 'local') return this.#readLocal(at + 1);
    if (word === 'function') return this.#readFunction(at + 1);
    if (word === 'for') {
      const { names, next } = this.#nameList(at + 1);
      this.#loopNames = names;
      return next;
    }
    if (word === 'do') this.#locals.open(this.#loopNames.splice(0));
    else if (word === 'then' || word === 'repeat') this.#locals.open();
    else if (word === 'end' || word === 'until' || word === 'elseif') this.#locals.close();
    else if (word === 'else') {
      this.#locals.close();
      this.#locals.open();
    }
    return at + 1;
  }

  #readLocal(at: number): number {
    if (this.#image(at) !== 'function') {
      const { names, next } = this.#nameList(at);
      for (const name of names) this.#locals.declareLater(name);
      return next;
    }
    // A local function can call itself.
    if (this.#tokens[at + 1]?.tokenType === LuaName) this.#locals.declare(this.#image(at + 1));
    return this.#readFunction(at + 1);
  }

  /** Reads the name of a function, if it has one, and its parameters; `start` is after the word `function`. */
  #readFunction(start: number): number {
    let at = start;
    while (this.#tokens[at]?.tokenType === LuaName) {
      this.#roles[at] = 'call';
      if (at === start) this.#assigned.add(this.#image(at));
      at += 1;
      if (this.#image(at) === '.' || this.#image(at) === ':') at += 1;
    }
    if (this.#image(at) !== '(') {
      this.#locals.open();
      return at;
    }
    const { names, next } = this.#nameList(at + 1);
    this.#locals.open(names);
    // What closes the parameters has no partner among the brackets.
    return this.#image(next) === ')' ? next + 1 : next;
  }

  /** Reads `a, b, ...` as names that are declared. */
  #nameList(start: number): { readonly names: string[]; readonly next: number } {
    const names: string[] = [];
    let at = start;
    while (this.#tokens[at]?.tokenType === LuaName || this.#image(at) === '...') {
      if (this.#image(at) !== '...') {
        names.push(this.#image(at));
        this.#roles[at] = 'variable';
      }
      at += 1;
      if (this.#image(at) !== ',') break;
      at += 1;
    }
    return { names, next: at };
  }
}

/** The role of each token that is a name, by the token's index; `undefined` for other tokens. */
export function rolesOfNames(tokens: readonly IToken[]): readonly (NameRole | undefined)[] {
  return new NameReader(tokens).read();
}
