import { createScanner, type JSONScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';
import type { JsonFault, JsonNode, JsonTree } from './json-tree.ts';

/** So many faults are told apart; after that a text is just no JSON. */
const MOST_FAULTS = 100;

/** Deeper nesting than this nobody writes, and what walks through the tree would run out of stack. */
const DEEPEST = 200;

/** After so many words in a row that are none of JSON the rest is not read: it is no JSON at all. */
const MOST_JUNK = 10_000;

/** So many words are read between two places to pause: less than a millisecond. */
const WORDS_AT_A_TIME = 2_000;

/** Reads a text at once. Never fails; a byte-order mark at its start is skipped. */
export function parseJsonTree(text: string): JsonTree {
  const reading = readJsonTree(text);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

/** Reads a text, and yields where the work may pause. Never fails; a byte-order mark at its start is skipped. */
export function* readJsonTree(text: string): Generator<undefined, JsonTree> {
  const reader = new JsonReader(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const root = yield* reader.read();
  return { root, faults: reader.faults };
}

/** Words of JSON as the scanner calls them: said by their numbers, since its names are not there at run time. */
const OPEN_BRACE: SyntaxKind.OpenBraceToken = 1;
const CLOSE_BRACE: SyntaxKind.CloseBraceToken = 2;
const OPEN_BRACKET: SyntaxKind.OpenBracketToken = 3;
const CLOSE_BRACKET: SyntaxKind.CloseBracketToken = 4;
const COMMA: SyntaxKind.CommaToken = 5;
const COLON: SyntaxKind.ColonToken = 6;
const NULL: SyntaxKind.NullKeyword = 7;
const TRUE: SyntaxKind.TrueKeyword = 8;
const FALSE: SyntaxKind.FalseKeyword = 9;
const STRING: SyntaxKind.StringLiteral = 10;
const NUMBER: SyntaxKind.NumericLiteral = 11;
const LINE_COMMENT: SyntaxKind.LineCommentTrivia = 12;
const BLOCK_COMMENT: SyntaxKind.BlockCommentTrivia = 13;
const LINE_BREAK: SyntaxKind.LineBreakTrivia = 14;
const BLANKS: SyntaxKind.Trivia = 15;
const UNKNOWN: SyntaxKind.Unknown = 16;
const END: SyntaxKind.EOF = 17;

/** What is wrong inside of a word, by the number of the scanner. A comment is told of by itself. */
const WORD_FAULTS: Readonly<Partial<Record<ScanError, string>>> = {
  2: 'UnexpectedEndOfString',
  3: 'UnexpectedEndOfNumber',
  4: 'InvalidUnicode',
  5: 'InvalidEscapeCharacter',
  6: 'InvalidCharacter',
};

/** What a word is that is a value by itself. */
const LITERALS: Readonly<Partial<Record<SyntaxKind, JsonNode['type']>>> = {
  [NULL]: 'null',
  [TRUE]: 'boolean',
  [FALSE]: 'boolean',
  [STRING]: 'string',
  [NUMBER]: 'number',
};

/** What closes an object or a list, and what is wrong where it does not. */
const CLOSINGS = {
  object: { token: CLOSE_BRACE, fault: 'CloseBraceExpected' },
  array: { token: CLOSE_BRACKET, fault: 'CloseBracketExpected' },
} as const;

/** A node while it is read; the others see it only when it is whole. */
type Growing = { -readonly [Key in keyof JsonNode]: JsonNode[Key] };

/**
 * Makes the same tree of a text, and finds the same faults, as the parser of `jsonc-parser` does without comments and
 * trailing commas. That one reads in one go, and projects of some megabytes would hold whoever asks.
 */
class JsonReader {
  readonly faults: JsonFault[] = [];
  readonly #scanner: JSONScanner;
  readonly #length: number;
  #token: SyntaxKind = END;
  #words = 0;
  #depth = 0;
  #tooDeep: number | undefined;

  constructor(text: string) {
    this.#scanner = createScanner(text, false);
    this.#length = text.length;
  }

  *read(): Generator<undefined, JsonNode | undefined> {
    this.#next();
    const root = yield* this.#value(undefined);
    if (root === undefined) this.#fault('ValueExpected');
    else if (this.#token !== END) this.#fault('EndOfFileExpected');
    if (this.#tooDeep === undefined) return root;
    const range = { start: this.#tooDeep, end: this.#tooDeep + 1 };
    this.faults.splice(0, this.faults.length, { code: 'TooDeep', range });
    return undefined;
  }

  *#value(parent: JsonNode | undefined): Generator<undefined, JsonNode | undefined> {
    const type = this.#tableAhead;
    if (type === undefined) return this.#literal(parent);
    const node = this.#begin(type, parent);
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#giveUp(node.offset);
    yield* this.#elements(node, CLOSINGS[type].token);
    this.#depth -= 1;
    node.length = this.#end - node.offset;
    if (this.#isAt(CLOSINGS[type].token)) this.#next();
    else this.#fault(CLOSINGS[type].fault);
    return node;
  }

  /** The properties of an object or the elements of a list, up to what closes it or the end of the text. */
  *#elements(node: Growing, closing: SyntaxKind): Generator<undefined, void> {
    this.#next();
    let needsComma = false;
    while (this.#token !== closing && this.#token !== END) {
      if (this.#token === COMMA) {
        if (!needsComma) this.#fault('ValueExpected');
        this.#next();
      } else if (needsComma) this.#fault('CommaExpected');
      const element = node.type === 'object' ? yield* this.#property(node) : yield* this.#value(node);
      if (element === undefined) yield* this.#skipTo('ValueExpected', closing);
      else node.children?.push(element);
      needsComma = true;
      if (this.#isTimeToPause()) yield undefined;
    }
  }

  *#property(parent: JsonNode): Generator<undefined, JsonNode | undefined> {
    if (!this.#isAt(STRING)) {
      yield* this.#skipTo('PropertyNameExpected', CLOSE_BRACE);
      return undefined;
    }
    const property = this.#begin('property', parent);
    const key = this.#literal(property);
    if (key !== undefined) property.children?.push(key);
    if (!this.#isAt(COLON)) yield* this.#skipTo('ColonExpected', CLOSE_BRACE);
    else {
      property.colonOffset = this.#scanner.getTokenOffset();
      this.#next();
      const value = this.#tableAhead === undefined ? this.#literal(property) : yield* this.#value(property);
      if (value === undefined) yield* this.#skipTo('ValueExpected', CLOSE_BRACE);
      else {
        property.children?.push(value);
        property.length = value.offset + value.length - property.offset;
        return property;
      }
    }
    // A property without a value goes to the comma after it, or with the brace that closes its object.
    property.length = (this.#isAt(COMMA) ? this.#scanner.getTokenOffset() : this.#end) - property.offset;
    return property;
  }

  #literal(parent: JsonNode | undefined): JsonNode | undefined {
    const type = LITERALS[this.#token];
    if (type === undefined) return undefined;
    const node: Growing = { type, offset: this.#scanner.getTokenOffset(), length: this.#scanner.getTokenLength() };
    if (parent !== undefined) node.parent = parent;
    node.value = this.#valueOf(type);
    this.#next();
    return node;
  }

  #valueOf(type: JsonNode['type']): unknown {
    if (type === 'string') return this.#scanner.getTokenValue();
    if (type === 'boolean') return this.#isAt(TRUE);
    if (type === 'null') return null;
    const value = Number(this.#scanner.getTokenValue());
    if (!Number.isNaN(value)) return value;
    this.#fault('InvalidNumberFormat');
    return 0;
  }

  #begin(type: JsonNode['type'], parent: JsonNode | undefined): Growing {
    const node: Growing = { type, offset: this.#scanner.getTokenOffset(), length: -1 };
    if (parent !== undefined) node.parent = parent;
    node.children = [];
    return node;
  }

  /** What the word at hand opens. */
  get #tableAhead(): keyof typeof CLOSINGS | undefined {
    if (this.#token === OPEN_BRACE) return 'object';
    return this.#token === OPEN_BRACKET ? 'array' : undefined;
  }

  #isAt(token: SyntaxKind): boolean {
    return this.#token === token;
  }

  /** The end of the word at hand. */
  get #end(): number {
    return this.#scanner.getTokenOffset() + this.#scanner.getTokenLength();
  }

  /** Tells of a fault, and leaves out what follows up to a comma or what closes. */
  *#skipTo(code: string, closing: SyntaxKind): Generator<undefined, void> {
    this.#fault(code);
    while (this.#token !== closing && this.#token !== COMMA && this.#token !== END) {
      this.#next();
      if (this.#isTimeToPause()) yield undefined;
    }
  }

  #fault(code: string): void {
    if (this.faults.length >= MOST_FAULTS) return;
    const start = Math.min(this.#scanner.getTokenOffset(), this.#length);
    this.faults.push({ code, range: { start, end: Math.min(start + this.#scanner.getTokenLength(), this.#length) } });
  }

  /** Leaves the rest of the text unread. */
  #giveUp(offset: number): void {
    this.#tooDeep ??= offset;
    this.#scanner.setPosition(this.#length);
  }

  /** Goes on to the next word of JSON. */
  #next(): void {
    for (let junk = 0; ; ) {
      this.#token = this.#scanner.scan();
      this.#words += 1;
      const fault = WORD_FAULTS[this.#scanner.getTokenError()];
      if (fault !== undefined) this.#fault(fault);
      if (this.#token === LINE_COMMENT || this.#token === BLOCK_COMMENT) this.#fault('InvalidCommentToken');
      else if (this.#token === UNKNOWN) this.#fault('InvalidSymbol');
      else if (this.#token !== BLANKS && this.#token !== LINE_BREAK) return;
      else continue;
      junk += 1;
      if (junk === MOST_JUNK) this.#scanner.setPosition(this.#length);
    }
  }

  #isTimeToPause(): boolean {
    if (this.#words < WORDS_AT_A_TIME) return false;
    this.#words = 0;
    return true;
  }
}
