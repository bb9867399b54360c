import { EmbeddedActionsParser, type IToken, type ParserMethod } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import {
  bareKey,
  booleanNode,
  constructedTable,
  endOfToken,
  keyedEntry,
  longStringNode,
  nameKey,
  numberNode,
  type Path,
  quotedNode,
  stringKey,
  valueEntry,
} from './build-nodes.ts';
import type { EntryNode, KeyNode, StringNode, TableNode, ValueNode } from './nodes.ts';
import { ParserFaults } from './parser-faults.ts';
import { SyntaxErrors } from './syntax-errors.ts';
import * as T from './tokens.ts';

/** What one alternative of a table's inside leaves behind: an entry, a separator, or nothing. */
type Element = EntryNode | IToken | undefined;

/** `()` after a name: what `ordered() { ... }` has between its name and its end. */
interface Call {
  /** Offset after the parentheses. */
  readonly end: number;
  readonly isClosed: boolean;
  readonly table: TableNode | undefined;
}

/**
 * The grammar of a table. It accepts every sequence of tokens whose braces balance: what cannot stand where it stands
 * is a fault and is stepped over, so that one fault costs one entry and never the structure around it. The actions
 * build the tree at once; chevrotain's own recovery stands behind this grammar and has nothing left to do.
 */
export class CompParser extends EmbeddedActionsParser {
  /** While chevrotain records the grammar, what the actions report is thrown away. */
  #faults = new ParserFaults(SyntaxErrors.in(''));

  constructor() {
    super([...T.TOKEN_TYPES], { recoveryEnabled: true, maxLookahead: 1 });
    this.performSelfAnalysis();
  }

  /** Reads one table from tokens that begin with its `{` and end with its `}`; reports what is wrong to `faults`. */
  read(tokens: IToken[], faults: ParserFaults): TableNode | undefined {
    this.#faults = faults;
    this.input = tokens;
    const table: TableNode | undefined = this.table();
    for (const error of this.errors) faults.stray(error.token);
    this.input = [];
    return table;
  }

  /** `'{' element* '}'` */
  readonly table: ParserMethod<[], TableNode> = this.RULE('table', (): TableNode => {
    const entries: EntryNode[] = [];
    let unseparated: EntryNode | undefined;
    let mayEnd = false;
    const open = this.CONSUME(T.LeftBrace);
    this.MANY(() => {
      const element: Element = this.OR(this.#elements);
      if (element === undefined) {
        unseparated = undefined;
        mayEnd = true;
        return;
      }
      if ('image' in element) {
        if (!mayEnd) this.#faults.superfluousSeparator(element);
        unseparated = undefined;
        mayEnd = false;
        return;
      }
      if (unseparated !== undefined) this.#faults.missingComma(unseparated, element);
      unseparated = element;
      mayEnd = true;
      entries.push(element);
    });
    const close = this.CONSUME(T.RightBrace);
    return {
      kind: 'table',
      start: open.startOffset,
      end: endOfToken(close),
      open: open.image === '' ? -1 : open.startOffset,
      close: close.image === '' ? -1 : close.startOffset,
      entries,
    };
  });

  /** `Name ('.' Name)*` before `=`, a table or `()`. */
  readonly named: ParserMethod<[], EntryNode | undefined> = this.RULE('named', () => {
    const path = this.SUBRULE(this.path);
    return this.OR([
      {
        ALT: () => {
          const equals = this.CONSUME(T.Equals);
          const value = this.OPTION(this.#assigned);
          this.#faults.checkName(path);
          return this.#entry(nameKey(path), equals, value);
        },
      },
      {
        ALT: () => {
          const table = this.SUBRULE(this.table);
          return this.ACTION(() => this.#constructedEntry(path, table));
        },
      },
      {
        ALT: () => {
          const value = this.#call(path, this.SUBRULE(this.called));
          return value && valueEntry(value);
        },
      },
      {
        ALT: () => {
          const value = this.OPTION1(this.#unassigned);
          return this.ACTION(() => this.#withoutEquals(path, value));
        },
      },
    ]);
  });

  /** `'[' key ']' '=' value` */
  readonly bracketed: ParserMethod<[], EntryNode | undefined> = this.RULE('bracketed', () => {
    const open = this.CONSUME(T.LeftBracket);
    const inside = this.OR([
      { ALT: () => this.CONSUME(T.StringLiteral) },
      { ALT: () => this.CONSUME(T.NumberLiteral) },
      { ALT: () => this.CONSUME(T.LongString) },
      { ALT: () => this.CONSUME(T.Name) },
      { ALT: () => undefined },
    ]);
    this.MANY({
      GATE: () => this.LA(1).image === this.LA(0).image,
      DEF: () => this.#faults.stray(this.CONSUME1(T.StringLiteral)),
    });
    const close = this.OPTION(() => this.CONSUME(T.RightBracket));
    this.MANY1(() => this.#faults.stray(this.CONSUME1(T.RightBracket)));
    const equals = this.OPTION1(() => this.CONSUME(T.Equals));
    const value = this.OPTION2(this.#assigned);
    return this.ACTION(() => this.#bracketedEntry(open, inside, close, equals, value));
  });

  /** `'=' value`: the key is gone. */
  readonly keyless: ParserMethod<[], EntryNode | undefined> = this.RULE('keyless', () => {
    const equals = this.CONSUME(T.Equals);
    const value = this.OPTION(this.#assigned);
    return this.ACTION(() => this.#withoutKey(equals, value));
  });

  /** A value alone; a string before `=` is a key that lacks its brackets. */
  readonly positional: ParserMethod<[], EntryNode> = this.RULE('positional', () => {
    const value = this.OR([
      { ALT: () => numberNode(this.CONSUME(T.NumberLiteral)) },
      { ALT: () => this.SUBRULE(this.table) },
      { ALT: () => this.#string(this.CONSUME(T.StringLiteral)) },
      { ALT: () => booleanNode(this.CONSUME(T.True), true) },
      { ALT: () => booleanNode(this.CONSUME(T.False), false) },
      { ALT: () => longStringNode(this.CONSUME(T.LongString)) },
    ]);
    let equals: IToken | undefined;
    let assigned: ValueNode | undefined;
    this.MANY({
      GATE: () => this.LA(2).tokenType === T.Equals || this.LA(2).tokenType === T.RightBracket,
      DEF: () => this.#faults.stray(this.CONSUME(T.RightBracket)),
    });
    this.OPTION(() => {
      equals = this.CONSUME(T.Equals);
      assigned = this.OPTION1(this.#assigned);
    });
    return equals === undefined ? valueEntry(value) : this.ACTION(() => this.#misassigned(value, equals, assigned));
  });

  /** What follows `=`. */
  readonly value: ParserMethod<[], ValueNode | undefined> = this.RULE('value', () =>
    this.OR([...this.#plainValues, { ALT: () => this.SUBRULE(this.table) }]),
  );

  /** A value that begins with something other than a brace. */
  readonly plainValue: ParserMethod<[], ValueNode | undefined> = this.RULE('plainValue', () =>
    this.OR(this.#plainValues),
  );

  /** `Name ('.' Name)*` with its table, as a value. */
  readonly constructed: ParserMethod<[], ValueNode | undefined> = this.RULE('constructed', () => {
    const path = this.SUBRULE(this.path);
    return this.OR([
      { ALT: () => constructedTable(path, this.SUBRULE(this.table)) },
      { ALT: () => this.#call(path, this.SUBRULE(this.called)) },
      {
        ALT: () => {
          this.ACTION(() => this.#faults.bareValue(path, this.LA(1)));
          return undefined;
        },
      },
    ]);
  });

  /** `Name ('.' Name)*` */
  readonly path: ParserMethod<[], Path> = this.RULE('path', () => {
    const first = this.CONSUME(T.Name);
    let rest = '';
    let last = first;
    this.MANY(() => {
      last = this.CONSUME(T.Dot);
      rest += last.image;
      this.OPTION(() => {
        last = this.CONSUME1(T.Name);
        rest += last.image;
      });
    });
    const start = first.startOffset;
    if (rest === '') return { name: first.image, isDotted: false, start, end: endOfToken(first) };
    return { name: first.image + rest, isDotted: true, start, end: endOfToken(last) };
  });

  /** `'(' ')'` and the table that is handed to its result, as `ordered()` has it. */
  readonly called: ParserMethod<[], Call> = this.RULE('called', () => {
    const open = this.CONSUME(T.LeftParenthesis);
    const close = this.OPTION(() => this.CONSUME(T.RightParenthesis));
    const table = this.OPTION1(() => this.SUBRULE(this.table));
    return { end: this.ACTION(() => endOfToken(close ?? open)), isClosed: close !== undefined, table };
  });

  readonly #elements = [
    { ALT: (): Element => this.SUBRULE(this.named) },
    { ALT: (): Element => this.CONSUME(T.Comma) },
    { ALT: (): Element => this.SUBRULE(this.bracketed) },
    { ALT: (): Element => this.SUBRULE(this.positional) },
    { ALT: (): Element => this.#faults.semicolon(this.CONSUME(T.Semicolon), this.LA(-1)) },
    { ALT: (): Element => this.SUBRULE(this.keyless) },
    { ALT: (): Element => this.#faults.stray(this.CONSUME(T.Dot)) },
    { ALT: (): Element => this.#faults.stray(this.CONSUME(T.RightBracket)) },
    { ALT: (): Element => this.#faults.stray(this.CONSUME(T.LeftParenthesis)) },
    { ALT: (): Element => this.#faults.stray(this.CONSUME(T.RightParenthesis)) },
  ];

  readonly #plainValues = [
    { ALT: (): ValueNode => numberNode(this.CONSUME(T.NumberLiteral)) },
    { ALT: (): ValueNode | undefined => this.SUBRULE(this.constructed) },
    { ALT: (): ValueNode => this.#string(this.CONSUME(T.StringLiteral)) },
    { ALT: (): ValueNode => booleanNode(this.CONSUME(T.True), true) },
    { ALT: (): ValueNode => booleanNode(this.CONSUME(T.False), false) },
    { ALT: (): ValueNode => longStringNode(this.CONSUME(T.LongString)) },
  ];

  /** The value after `=`, unless a name follows that is the key of the next entry. */
  readonly #assigned = {
    GATE: (): boolean => this.LA(1).tokenType !== T.Name || this.LA(2).tokenType !== T.Equals,
    DEF: (): ValueNode | undefined => this.SUBRULE(this.value),
  };

  /** A value right after a name, on its line: `=` was left out. */
  readonly #unassigned = {
    GATE: (): boolean => this.LA(2).tokenType !== T.Equals && this.#faults.followsOnLine(this.LA(0), this.LA(1)),
    DEF: (): ValueNode | undefined => this.SUBRULE(this.plainValue),
  };

  #string(token: IToken): StringNode {
    this.#faults.checkString(token);
    return quotedNode(token);
  }

  #key(inside: IToken, range: TextRange): KeyNode {
    if (inside.tokenType === T.StringLiteral) return stringKey(this.#string(inside), range);
    if (inside.tokenType === T.LongString) return stringKey(longStringNode(inside), range);
    return bareKey(inside.tokenType === T.Name ? 'name' : 'number', inside, range);
  }

  #bracketedEntry(
    open: IToken,
    inside: IToken | undefined,
    close: IToken | undefined,
    equals: IToken | undefined,
    value: ValueNode | undefined,
  ): EntryNode | undefined {
    this.#faults.checkBrackets(open, inside, close, equals);
    if (inside === undefined) {
      if (value?.kind === 'table') return { value, start: open.startOffset, end: value.end, lacksKey: true };
      return value && valueEntry(value);
    }
    const range = { start: open.startOffset, end: endOfToken(close ?? inside) };
    return this.#entry(this.#key(inside, range), equals, value);
  }

  /** `value = assigned`: a string is taken for the key that was meant. */
  #misassigned(value: ValueNode, equals: IToken | undefined, assigned: ValueNode | undefined): EntryNode {
    if (value.kind === 'string') {
      this.#faults.unbracketedString(value);
      return this.#entry(stringKey(value, value), equals, assigned);
    }
    if (equals !== undefined) this.#faults.stray(equals);
    return valueEntry(assigned ?? value);
  }

  /** `Name { ... }`: a value, or the tools without their `=`. */
  #constructedEntry(path: Path, table: TableNode): EntryNode {
    if (path.name !== 'Tools') return valueEntry(constructedTable(path, table));
    this.#faults.missingEquals(path, table);
    return keyedEntry(nameKey(path), undefined, table);
  }

  #withoutKey(equals: IToken, value: ValueNode | undefined): EntryNode | undefined {
    if (value?.kind !== 'table') {
      this.#faults.stray(equals);
      return value && valueEntry(value);
    }
    this.#faults.missingKey(equals);
    return { value, start: equals.startOffset, end: value.end, lacksKey: true };
  }

  #withoutEquals(path: Path, value: ValueNode | undefined): EntryNode | undefined {
    if (value === undefined) this.#faults.bareName(path, this.LA(1));
    else this.#faults.missingEquals(path, value);
    return value && keyedEntry(nameKey(path), undefined, value);
  }

  #entry(key: KeyNode, equals: IToken | undefined, value: ValueNode | undefined): EntryNode {
    const entry = keyedEntry(key, equals, value);
    if (value === undefined) this.#faults.missingValue(entry, this.LA(1), this.LA(2));
    return entry;
  }

  #call(path: Path, call: Call): TableNode | undefined {
    const header = { name: `${path.name}()`, start: path.start, end: call.end };
    if (!call.isClosed || call.table === undefined) this.#faults.brokenCall(header);
    return call.table && constructedTable(header, call.table);
  }
}
