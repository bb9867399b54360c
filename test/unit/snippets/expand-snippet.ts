/** What a variable stands for in these tests. */
const VARIABLES: Readonly<Record<string, string>> = { TM_FILENAME_BASE: 'SH010_COMP' };

/** Inserts a snippet of VS Code as it is when no tab stop is changed: with its defaults, and the first of choices. */
class Snippet {
  readonly #text: string;
  readonly #defaults = new Map<string, string>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads up to `end`, or to the end of the text. */
  expand(end = ''): string {
    let result = '';
    while (this.#at < this.#text.length) {
      const next = this.#text.charAt(this.#at);
      if (next === end) break;
      if (next === '\\' && /[\\$}]/.test(this.#text.charAt(this.#at + 1))) {
        result += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (next === '$') result += this.#stop();
      else {
        result += next;
        this.#at += 1;
      }
    }
    return result;
  }

  #stop(): string {
    const found = /\$(?:(\w+)|\{(\w+)(:|\}|\|([^|]*)\|\}))/y;
    found.lastIndex = this.#at;
    const match = found.exec(this.#text);
    if (match === null) throw new Error(`This is no tab stop: ${this.#text.slice(this.#at, this.#at + 20)}`);
    this.#at = found.lastIndex;
    const [, bare, braced, after, choices] = match;
    const name = bare ?? braced ?? '';
    if (after !== ':') return this.#valueOf(name, choices?.split(',')[0]);
    const value = this.#valueOf(name, this.expand('}'));
    this.#at += 1;
    return value;
  }

  /** A tab stop has its first default wherever it stands. */
  #valueOf(name: string, own: string | undefined): string {
    const value = VARIABLES[name] ?? this.#defaults.get(name) ?? own ?? '';
    if (own !== undefined) this.#defaults.set(name, value);
    return value;
  }
}

/** The text that a snippet inserts. */
export function expandSnippet(body: readonly string[]): string {
  return new Snippet(body.join('\n')).expand();
}

/** The default of each tab stop in the order of the text, each as often as it has one. */
export function defaultsOf(body: readonly string[]): readonly (readonly [stop: string, value: string])[] {
  return [...body.join('\n').matchAll(/\$\{(\d+):([^${}]*)\}/g)].map(([, stop = '', value = '']) => [stop, value]);
}
