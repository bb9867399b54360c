import type { IToken } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import { endOfToken, type Path } from './build-nodes.ts';
import type { EntryNode, StringNode, ValueNode } from './nodes.ts';
import { isTerminated } from './quoted-string.ts';
import type { SyntaxErrors } from './syntax-errors.ts';
import { LeftBracket, LeftParenthesis, Name, Semicolon } from './tokens.ts';

/** So many characters of the text are repeated in a message. */
const LONGEST_QUOTE = 60;

const BEYOND_ASCII = /[^\w.]/;

/** Says what is wrong where the grammar meets something that Fusion would refuse, and how to mend it. */
export class ParserFaults {
  readonly #errors: SyntaxErrors;
  readonly #characters: readonly IToken[];
  #nextCharacter = 0;

  /** `characters` are what no table can hold, in the order of the text: errors of their own. */
  constructor(errors: SyntaxErrors, characters: readonly IToken[] = []) {
    this.#errors = errors;
    this.#characters = characters;
  }

  /** Whether a token stands on the line on which another one ends. */
  followsOnLine(before: IToken, token: IToken): boolean {
    return this.#errors.areOnOneLine(endOfToken(before), token.startOffset);
  }

  /** A token that no entry begins with. */
  stray(token: IToken): undefined {
    this.#errors.add(`\`${token.image}\` cannot stand here.`, token.startOffset, endOfToken(token));
  }

  /** `= { ... }`: what it is called is gone. */
  missingKey(equals: IToken): void {
    this.#errors.add('The name before this `=` is missing.', equals.startOffset, endOfToken(equals));
  }

  /** A comma without an entry before it. */
  superfluousSeparator(token: IToken): void {
    const range = { start: token.startOffset, end: endOfToken(token) };
    this.#errors.add(`There is no entry before this \`${token.image}\`.`, range.start, range.end, {
      title: `Remove this \`${token.image}\``,
      edits: [{ range, newText: '' }],
    });
  }

  /** Lua would take `;` for a comma; Fusion never writes it, and after a name it stands for letters that were lost. */
  semicolon(token: IToken, before: IToken): IToken {
    const range = { start: token.startOffset, end: endOfToken(token) };
    const repair = { title: 'Replace `;` by `,`', edits: [{ range, newText: ',' }] };
    const message = '`;` cannot stand here: entries are separated by `,`.';
    this.#errors.add(message, range.start, range.end, before.tokenType === Name ? undefined : repair);
    return token;
  }

  /** Two entries in a row. */
  missingComma(before: EntryNode, next: EntryNode): void {
    const { end } = before;
    if (this.#hasCharacterBetween(end, next.start)) return;
    if (before.value?.kind === 'number' && next.start === end) {
      this.#errors.add('This is no number, and a text must stand in quotes.', before.value.start, next.end);
      return;
    }
    const from =
      before.value?.kind === 'table' ? Math.max(before.start, end - 1) : (before.value?.start ?? before.start);
    this.#errors.add('`,` is missing after this entry.', from, end, {
      title: 'Insert `,`',
      edits: [{ range: { start: end, end }, newText: ',' }],
    });
  }

  /** `Name =` and no value after it; `next` and `second` are the tokens that follow. */
  missingValue(entry: EntryNode, next: IToken, second: IToken): void {
    const isBracket = next.tokenType === LeftBracket;
    if ((isBracket || next.tokenType === LeftParenthesis) && this.#errors.areOnOneLine(entry.end, next.startOffset)) {
      const message =
        isBracket && second.tokenType === LeftBracket && second.startOffset === endOfToken(next)
          ? 'This text is not closed: its `]]` is missing.'
          : `A value cannot begin with \`${next.image}\`: a table stands in braces.`;
      this.#errors.add(message, entry.start, endOfToken(next));
      return;
    }
    const name = entry.key?.name ?? '';
    this.#errors.add(`The value of \`${shown(name)}\` is missing.`, entry.start, entry.end);
  }

  /** A word where only a value or `Name = ...` can stand. Before a `;` it is half a word, and the `;` is what is wrong. */
  bareName(path: Path, next: IToken): void {
    if (next.tokenType === Semicolon) return;
    this.#errors.add(noValue(path.name), path.start, path.end);
  }

  /** A word after `=`: a text without its quotes, or `True`. */
  bareValue(path: Path, next: IToken): void {
    if (next.tokenType === Semicolon) return;
    const lower = path.name.toLowerCase();
    const isBoolean = lower === 'true' || lower === 'false';
    const hasQuote = next.startOffset === path.end && next.image.startsWith('"');
    const newText = isBoolean ? lower : `"${path.name}${hasQuote ? '' : '"'}`;
    this.#errors.add(noValue(path.name), path.start, path.end, {
      title: isBoolean ? `Write \`${lower}\`` : 'Put this in quotes',
      edits: [{ range: { start: path.start, end: path.end }, newText }],
    });
  }

  /** `Name value`. */
  missingEquals(path: Path, value: ValueNode): void {
    this.#errors.add(`\`=\` is missing after \`${shown(path.name)}\`.`, path.start, path.end, {
      title: 'Insert `=`',
      edits: [{ range: { start: path.end, end: value.start }, newText: ' = ' }],
    });
  }

  /** Dots and letters beyond ASCII need `["..."]` around a key. */
  checkName(path: Path): void {
    if (!path.isDotted && !BEYOND_ASCII.test(path.name)) return;
    this.#bracket(path.name, path);
  }

  /** `"Name" = ...` without its brackets. */
  unbracketedString(literal: StringNode): void {
    const end = literal.end;
    this.#errors.add('A key in quotes must stand in brackets: `["..."]`.', literal.start, end, {
      title: 'Put the key in brackets',
      edits: [
        { range: { start: literal.start, end: literal.start }, newText: '[' },
        { range: { start: end, end }, newText: ']' },
      ],
    });
  }

  /** `[`, what it holds, `]` and `=`, of which some may be missing. */
  checkBrackets(open: IToken, inside: IToken | undefined, close: IToken | undefined, equals: IToken | undefined): void {
    const start = open.startOffset;
    const end = endOfToken(close ?? inside ?? open);
    if (inside === undefined) this.#errors.add('The key between the brackets is missing.', start, end);
    else if (close === undefined) this.#errors.add('`]` is missing after this key.', start, end);
    else if (equals === undefined) this.#errors.add('`=` is missing after this key.', start, end);
    else if (inside.tokenType === Name) this.#bracket(inside.image, { start, end });
  }

  /** A string must end on its line. */
  checkString(token: IToken): void {
    if (isTerminated(token.image)) return;
    const end = endOfToken(token);
    const quote = token.image.charAt(0);
    this.#errors.add(`The closing \`${quote}\` of this text is missing.`, token.startOffset, end, {
      title: `Insert \`${quote}\``,
      edits: [{ range: { start: end, end }, newText: quote }],
    });
  }

  /** `ordered(` without `)`, or without the table that must follow. */
  brokenCall(header: TextRange & { readonly name: string }): void {
    this.#errors.add(`\`${shown(header.name)}\` must be followed by a table in braces.`, header.start, header.end);
  }

  /** Is asked in the order of the text. */
  #hasCharacterBetween(start: number, end: number): boolean {
    const startAt = (index: number): number => this.#characters[index]?.startOffset ?? Number.POSITIVE_INFINITY;
    while (startAt(this.#nextCharacter) < start) this.#nextCharacter += 1;
    return startAt(this.#nextCharacter) < end;
  }

  #bracket(name: string, range: TextRange): void {
    this.#errors.add(`This key must be written \`["${shown(name)}"]\`.`, range.start, range.end, {
      title: `Write \`["${shown(name)}"]\``,
      edits: [{ range: { start: range.start, end: range.end }, newText: `["${name}"]` }],
    });
  }
}

function noValue(name: string): string {
  return `\`${shown(name)}\` is no value: a number, a "text", true, false or a table in braces must stand here.`;
}

function shown(name: string): string {
  return name.length <= LONGEST_QUOTE ? name : `${name.slice(0, LONGEST_QUOTE)}…`;
}
