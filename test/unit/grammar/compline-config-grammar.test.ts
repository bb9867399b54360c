import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const GRAMMAR = join(import.meta.dirname, '../../../grammars/compline-config.tmLanguage.json');

/** Stands in for VS Code's own grammar of YAML: comments and strings in quotes. */
const YAML = {
  scopeName: 'source.yaml',
  patterns: [
    { name: 'comment.line.yaml', match: '#.*$' },
    { name: 'string.quoted.single.yaml', begin: "'", end: "'" },
    { name: 'string.quoted.double.yaml', begin: '"', end: '"' },
  ],
};

async function loadGrammar(): Promise<textmate.IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === 'source.yaml'
        ? textmate.parseRawGrammar(JSON.stringify(YAML), 'yaml.json')
        : textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
  });
  const grammar = await registry.loadGrammar('source.compline-config');
  if (grammar === null) throw new Error('The grammar could not be read.');
  return grammar;
}

const grammar = await loadGrammar();

test.each([
  ["args: ['{first}', '-s {last}x', \"{comp}\"]", ['{first}', '{last}', '{comp}']],
  ["args: ['{{first}}', '{frist}', '{first']", []],
  ["windows: 'P:', map: 'Plates:'", ['Plates:']],
  ['checks: { machine-path: off, config-root: warning }', ['off', 'warning']],
  ["'no-saver': 'error' # error: off {first}", []],
])('%s', (line, expected) => {
  const { tokens } = grammar.tokenizeLine(line, textmate.INITIAL);
  const ours = tokens.filter(({ scopes }) =>
    scopes.some((scope) => /^(?:var|const|supp).*\.compline-config$/.test(scope)),
  );
  expect(ours.map(({ startIndex, endIndex }) => line.slice(startIndex, endIndex))).toEqual(expected);
});
