import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import { endOfToken } from './build-nodes.ts';
import type { CompSyntaxError } from './model.ts';
import { SyntaxErrors } from './syntax-errors.ts';
import {
  Comma,
  Dot,
  Equals,
  LeftBrace,
  LeftParenthesis,
  Name,
  NumberLiteral,
  RightBrace,
  RightBracket,
  RightParenthesis,
} from './tokens.ts';

/** The tokens of a text after what the grammar could not make sense of was put right, and what that was. */
export interface MendedTokens {
  readonly tokens: readonly IToken[];
  readonly errors: readonly CompSyntaxError[];
}

/** The name that stands for a table whose entries keep their order. */
const ORDERED = 'ordered';

/** A whole number, and what may stand after a decimal comma. */
const WHOLE = /^-?\d+$/;
const DIGITS = /^\d+$/;

/**
 * Puts right what is wrong around one `=`, on its line: a second `=`, a name with blanks, with dashes or with a digit in
 * front before it, a decimal comma after it, and the words and parentheses between it and the `{` of its table. There
 * the grammar would give up the entry, and with it every tool inside. Supplied tokens have an empty image. Sound tokens
 * come back as they are.
 */
export function mendTokens(text: string, tokens: readonly IToken[]): MendedTokens {
  const mender = new TokenMender(text, tokens);
  mender.lookAtStart();
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens[index]?.tokenType === Equals) mender.look(index);
  }
  return mender.finish();
}

class TokenMender {
  readonly #text: string;
  readonly #source: readonly IToken[];
  readonly #errors: SyntaxErrors;
  readonly #parts: IToken[][] = [];
  /** So many tokens of the source are dealt with. */
  #done = 0;

  constructor(text: string, tokens: readonly IToken[]) {
    this.#text = text;
    this.#source = tokens;
    this.#errors = SyntaxErrors.in(text);
  }

  finish(): MendedTokens {
    if (this.#parts.length === 0) return { tokens: this.#source, errors: this.#errors.all };
    return { tokens: [...this.#parts.flat(), ...this.#source.slice(this.#done)], errors: this.#errors.all };
  }

  /** A setting that begins with its `Tools` lacks its brace. */
  lookAtStart(): void {
    const [first] = this.#source;
    if (first?.image !== 'Tools' || !this.#is(1, Equals)) return;
    const { start, end } = rangeOf(first, first);
    this.#errors.add('`{` is missing before this.', start, end, {
      title: 'Insert `{`',
      edits: [{ range: { start, end: start }, newText: '{ ' }],
    });
    this.#replace(0, 0, [made(LeftBrace, '', start)]);
  }

  /** Looks at what is around the `=` at `index`. */
  look(index: number): void {
    if (index < this.#done) return;
    this.#joinName(index);
    let after = index + 1;
    while (this.#is(after, Equals) && this.#areOnOneLine(index, after)) after += 1;
    if (after > index + 1) this.#leaveOut(index + 1, after, 'This `=` is one too many.');
    this.#joinNumber(index, after);
    this.#mendHeader(after);
  }

  /** `Blur 1 =`, `Key-2 =` and `3D_Title =`: a name that only brackets make one. */
  #joinName(equals: number): void {
    const last = this.#source[equals - 1];
    if (last?.tokenType !== NumberLiteral && last?.tokenType !== Name) return;
    let first = equals - 1;
    while (this.#is(first - 1, Name) || this.#is(first - 1, NumberLiteral)) first -= 1;
    // A doubled name is no name with a blank, and two names may be two entries, unless a tool begins here.
    const words = this.#source.slice(first, equals);
    const isTool = this.#is(equals + 1, Name) && this.#is(equals + 2, LeftBrace);
    const isFirst = this.#is(first - 1, LeftBrace) || this.#is(first - 1, Comma);
    if (words.length < 2 || first < this.#done || !isFirst || !this.#beginsName(first)) return;
    if (words.every(({ tokenType }) => tokenType === Name) && !isTool) return;
    if (words.some(({ image }, at) => image === words[at - 1]?.image) || !this.#areOnOneLine(first, equals)) return;
    const [{ startOffset: start } = last] = words;
    const name = this.#text.slice(start, endOfToken(last));
    if (/[\n\r"\\]|--/.test(name)) return;
    const written = `["${name}"]`;
    const what = /\s/.test(name) ? 'A name with a blank' : 'This name';
    this.#errors.add(`${what} must be written \`${written}\`.`, start, endOfToken(last), {
      title: `Write \`${written}\``,
      edits: [{ range: { start, end: endOfToken(last) }, newText: written }],
    });
    this.#replace(first, equals, [made(Name, name, start)]);
  }

  /** A number begins a name where a letter follows at once: elsewhere it is a value of its own. */
  #beginsName(index: number): boolean {
    const [first, next] = this.#source.slice(index, index + 2);
    if (first?.tokenType !== NumberLiteral) return first?.tokenType === Name;
    return next?.tokenType === Name && endOfToken(first) === next.startOffset;
  }

  /** `= 0,5`: a decimal comma. After a number in brackets it may be a list. */
  #joinNumber(equals: number, first: number): void {
    const [whole, comma, digits, next] = this.#source.slice(first, first + 4);
    if (whole?.tokenType !== NumberLiteral || comma?.tokenType !== Comma || digits?.tokenType !== NumberLiteral) return;
    if (next?.tokenType !== Comma && next?.tokenType !== RightBrace) return;
    if (!WHOLE.test(whole.image) || !DIGITS.test(digits.image)) return;
    if (endOfToken(whole) !== comma.startOffset || endOfToken(comma) !== digits.startOffset) return;
    if (this.#is(equals - 1, RightBracket) && this.#is(equals - 2, NumberLiteral)) return;
    const written = `${whole.image}.${digits.image}`;
    this.#errors.add(
      `A decimal point must stand here instead of the comma: \`${written}\`.`,
      whole.startOffset,
      endOfToken(digits),
      { title: `Write \`${written}\``, edits: [{ range: rangeOf(comma, comma), newText: '.' }] },
    );
    this.#replace(first + 1, first + 3, []);
  }

  /** What stands between `=` and `{`: nothing, a name with dots, or `ordered()`. */
  #mendHeader(first: number): void {
    let end = first;
    while (isOfHeader(this.#source[end]?.tokenType)) end += 1;
    if (!this.#is(end, LeftBrace) || end === first || first < this.#done) return;
    const words = this.#source.slice(first, end);
    const names = words.filter(({ tokenType }) => tokenType === Name);
    const isOrdered = names.length > 0 && names.every(({ image }) => image === ORDERED);
    const marks = words.filter(({ tokenType }) => tokenType !== Name && tokenType !== Dot);
    const isCalled =
      marks.length === 2 && words.at(-2) === marks[0] && marks[0]?.image === '(' && marks[1]?.image === ')';
    const repeats = words.findIndex(
      (word, at) => at > 0 && word.tokenType === Name && word.image === words[at - 1]?.image,
    );
    const isSound =
      (isCalled || (marks.length === 0 && !isOrdered)) && names.length > 0 && words[0]?.tokenType === Name;
    if ((isSound && repeats === -1) || !this.#areOnOneLine(first - 1, end - 1)) return;
    if (isOrdered || (names.length === 0 && marks.length > 1)) this.#writeOrdered(first, end, words);
    else if (marks.length > 0)
      this.#leaveOutAll(first, end, ({ tokenType }) => tokenType === Name || tokenType === Dot);
    else if (repeats !== -1)
      this.#leaveOut(first + repeats, first + repeats + 1, `\`${words[repeats]?.image}\` stands here twice.`);
    else this.#leaveOutAll(first, end, (word) => word !== words[0]);
  }

  #writeOrdered(first: number, end: number, words: readonly IToken[]): void {
    const [opening] = words;
    const closing = words.at(-1);
    if (opening === undefined || closing === undefined) return;
    const range = rangeOf(opening, closing);
    const isUncalled = words.length === 1;
    this.#errors.add(
      isUncalled ? '`()` is missing after `ordered`.' : 'This must be written `ordered()`.',
      range.start,
      range.end,
      { title: isUncalled ? 'Insert `()`' : 'Write `ordered()`', edits: [{ range, newText: 'ordered()' }] },
    );
    const name = words.find(({ image }) => image === ORDERED) ?? made(Name, '', range.start);
    this.#replace(first, end, [name, made(LeftParenthesis, '', range.end), made(RightParenthesis, '', range.end)]);
  }

  /** Leaves the tokens from `first` to before `end` out. */
  #leaveOut(first: number, end: number, message: string): void {
    const opening = this.#source[first];
    const closing = this.#source[end - 1];
    if (opening === undefined || closing === undefined) return;
    const range = rangeOf(opening, closing);
    const start = endOfToken(this.#source[first - 1] ?? opening);
    this.#errors.add(message, range.start, range.end, {
      title: `Remove this \`${this.#text.slice(range.start, range.end)}\``,
      edits: [{ range: { start: Math.min(start, range.start), end: range.end }, newText: '' }],
    });
    this.#replace(first, end, []);
  }

  /** Leaves out those of the tokens from `first` to before `end` that are not to be kept. */
  #leaveOutAll(first: number, end: number, isKept: (token: IToken) => boolean): void {
    const words = this.#source.slice(first, end);
    const gone = words.find((word) => !isKept(word));
    if (gone === undefined) return;
    this.#errors.add(`\`${gone.image}\` cannot stand here.`, gone.startOffset, endOfToken(gone), {
      title: `Remove this \`${gone.image}\``,
      edits: words.filter((word) => !isKept(word)).map((word) => ({ range: rangeOf(word, word), newText: '' })),
    });
    this.#replace(first, end, words.filter(isKept));
  }

  #replace(first: number, end: number, tokens: IToken[]): void {
    this.#parts.push(this.#source.slice(this.#done, first), tokens);
    this.#done = end;
  }

  #is(index: number, type: TokenType): boolean {
    return this.#source[index]?.tokenType === type;
  }

  #areOnOneLine(first: number, second: number): boolean {
    const [one, other] = [this.#source[first], this.#source[second]];
    return one !== undefined && other !== undefined && this.#errors.areOnOneLine(one.startOffset, other.startOffset);
  }
}

function isOfHeader(type: TokenType | undefined): boolean {
  return type === Name || type === Dot || type === LeftParenthesis || type === RightParenthesis;
}

function rangeOf(first: IToken, last: IToken): { readonly start: number; readonly end: number } {
  return { start: first.startOffset, end: endOfToken(last) };
}

function made(type: TokenType, image: string, offset: number): IToken {
  return createTokenInstance(type, image, offset, offset + image.length - 1, -1, -1, -1, -1);
}
