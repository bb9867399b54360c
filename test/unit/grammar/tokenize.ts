import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const GRAMMARS = join(import.meta.dirname, '../../../grammars');

/** A coloured stretch: its text, and its scopes without those of the whole file and without their endings. */
export interface Coloured {
  readonly text: string;
  readonly scopes: string;
}

/** The grammar of a language in the engine that VS Code uses. */
export class CompGrammar {
  readonly #grammar: IGrammar;
  readonly #language: string;
  readonly #searches: { count: number };

  private constructor(grammar: IGrammar, language: string, searches: { count: number }) {
    this.#grammar = grammar;
    this.#language = language;
    this.#searches = searches;
  }

  /** `language` is the id of the language. */
  static async load(language = 'fusion-comp'): Promise<CompGrammar> {
    const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
    await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
    const searches = { count: 0 };
    const onigLib = {
      createOnigScanner: (patterns: string[]) => {
        const scanner = new oniguruma.OnigScanner(patterns);
        const find: typeof scanner.findNextMatchSync = scanner.findNextMatchSync.bind(scanner);
        scanner.findNextMatchSync = (...question: Parameters<typeof find>) => {
          searches.count += 1;
          return find(...question);
        };
        return scanner;
      },
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    };
    const registry = new textmate.Registry({
      onigLib: Promise.resolve(onigLib),
      loadGrammar: async (scope) => {
        const path = join(GRAMMARS, `${scope.replace('source.', '')}.tmLanguage.json`);
        return textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
      },
    });
    const grammar = await registry.loadGrammar(`source.${language}`);
    if (grammar === null) throw new Error('The grammar could not be read.');
    return new CompGrammar(grammar, language, searches);
  }

  /** The stretches of a text, without blanks. */
  colour(text: string): readonly Coloured[] {
    const found: Coloured[] = [];
    let state = textmate.INITIAL;
    for (const line of text.split('\n')) {
      const { tokens, ruleStack } = this.#grammar.tokenizeLine(line, state);
      state = ruleStack;
      for (const { startIndex, endIndex, scopes } of tokens) {
        const stretch = line.slice(startIndex, endIndex).trim();
        if (stretch !== '') found.push({ text: stretch, scopes: short(scopes, this.#language) });
      }
    }
    return found;
  }

  /** Reads a text and counts: how often patterns were looked for, and how many lines ended inside something. */
  work(text: string): { readonly searches: number; readonly openLines: number } {
    this.#searches.count = 0;
    let openLines = 0;
    let state = textmate.INITIAL;
    for (const line of text.split('\n')) {
      state = this.#grammar.tokenizeLine2(line, state).ruleStack;
      if (state.depth > 1) openLines += 1;
    }
    return { searches: this.#searches.count, openLines };
  }
}

function short(scopes: readonly string[], language: string): string {
  return scopes
    .slice(1)
    .map((scope) => scope.replace(`.${language}`, ''))
    .join(' ');
}
