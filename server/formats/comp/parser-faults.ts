import type { IToken } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import { endOfToken, type Path } from './build-nodes.ts';
import type { EntryNode, StringNode } from './nodes.ts';
import { isTerminated } from './quoted-string.ts';
import type { SyntaxErrors } from './syntax-errors.ts';
import { Name, Semicolon } from './tokens.ts';

/** So many characters of the text are repeated in a message. */
const LONGEST_QUOTE = 60;

const BEYOND_ASCII = /[^\w.]/;

/** Says what is wrong where the grammar meets something that Fusion would refuse, and how to mend it. */
export class ParserFaults {
  readonly #errors: SyntaxErrors;

  constructor(errors: SyntaxErrors) {
    this.#errors = errors;
  }

  /** A token that no entry begins with. */
  stray(token: IToken): undefined {
    this.#errors.add(`\`${token.image}\` cannot stand here.`, token.startOffset, endOfToken(token));
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
  missingComma(before: EntryNode): void {
    const { end } = before;
    const from =
      before.value?.kind === 'table' ? Math.max(before.start, end - 1) : (before.value?.start ?? before.start);
    this.#errors.add('`,` is missing after this entry.', from, end, {
      title: 'Insert `,`',
      edits: [{ range: { start: end, end }, newText: ',' }],
    });
  }

  /** `Name =` and nothing after it. */
  missingValue(entry: EntryNode): void {
    const name = entry.key?.name ?? '';
    this.#errors.add(`The value of \`${shown(name)}\` is missing.`, entry.start, entry.end);
  }

  /** A word where only a value or `Name = ...` can stand. Before a `;` it is half a word, and the `;` is what is wrong. */
  bareName(path: Path, next: IToken): void {
    if (next.tokenType === Semicolon) return;
    const message = `\`${shown(path.name)}\` is no value: a number, a "text", true, false or a table in braces must stand here.`;
    this.#errors.add(message, path.start, path.end);
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

  #bracket(name: string, range: TextRange): void {
    this.#errors.add(`This key must be written \`["${shown(name)}"]\`.`, range.start, range.end, {
      title: `Write \`["${shown(name)}"]\``,
      edits: [{ range: { start: range.start, end: range.end }, newText: `["${name}"]` }],
    });
  }
}

function shown(name: string): string {
  return name.length <= LONGEST_QUOTE ? name : `${name.slice(0, LONGEST_QUOTE)}…`;
}
