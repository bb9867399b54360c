import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { z } from 'zod';

const GRAMMARS = join(import.meta.dirname, '../../../grammars');

/** A coloured stretch: its text, and its scopes without those of the whole file and without their endings. */
export interface Coloured {
  readonly text: string;
  readonly scopes: string;
}

/** Grammars that are not ours, by their scopes, such as that of YAML: as JSON. */
export type OtherGrammars = Readonly<Record<string, object>>;

/** The grammars that are injected into others, by what `injectTo` of the manifest says. */
const INJECTED = z
  .object({
    contributes: z.object({
      grammars: z.array(z.object({ scopeName: z.string(), injectTo: z.array(z.string()).optional() })),
    }),
  })
  .parse(JSON.parse(readFileSync(join(GRAMMARS, '../package.json'), 'utf8'))).contributes.grammars;

/** A grammar in the engine that VS Code uses: that of comps, where no other is named. */
export class CompGrammar {
  readonly #grammar: IGrammar;
  readonly #searches: { count: number };

  private constructor(grammar: IGrammar, searches: { count: number }) {
    this.#grammar = grammar;
    this.#searches = searches;
  }

  static async load(scope = 'source.fusion-comp', others: OtherGrammars = {}): Promise<CompGrammar> {
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
      loadGrammar: async (wanted) => {
        const path = join(GRAMMARS, `${wanted.replace('source.', '').replaceAll('.', '-')}.tmLanguage.json`);
        const text = others[wanted] === undefined ? readFileSync(path, 'utf8') : JSON.stringify(others[wanted]);
        return textmate.parseRawGrammar(text, path);
      },
      getInjections: (into) => INJECTED.filter(({ injectTo }) => injectTo?.includes(into)).map((it) => it.scopeName),
    });
    const grammar = await registry.loadGrammar(scope);
    if (grammar === null) throw new Error('The grammar could not be read.');
    return new CompGrammar(grammar, searches);
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
        if (stretch !== '') found.push({ text: stretch, scopes: short(scopes) });
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

function short(scopes: readonly string[]): string {
  return scopes
    .slice(1)
    .map((scope) => scope.replace(/(?<!meta\.embedded)\.(?:fusion-comp|frame-range|yaml|json)$/, ''))
    .join(' ');
}
