// usage: node scripts/check-texts.ts [--write]
// Fails where a text of the user interface is missing: a %key% of package.json without its text in package.nls.json, a
// text that nothing uses, or l10n/bundle.l10n.json, which translators work from, out of step with the extension's
// sources. --write brings the bundle into step.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { getL10nJson } from '@vscode/l10n-dev';
import { at } from './lib/paths.mjs';

const bundleFile = at('l10n', 'bundle.l10n.json');

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** All strings in a JSON value. */
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
};

/** What is wrong between a manifest and its texts. */
export const manifestProblems = (manifest: unknown, texts: Readonly<Record<string, unknown>>): string[] => {
  const used = new Set(stringsIn(manifest).flatMap((it) => /^%(?<key>[^%]+)%$/.exec(it)?.groups?.key ?? []));
  const missing = [...used].filter((key) => !Object.hasOwn(texts, key));
  const unused = Object.keys(texts).filter((key) => !used.has(key));
  return [
    ...missing.map((key) => `package.nls.json has no text for %${key}%`),
    ...unused.map((key) => `package.json does not use the text ${key}`),
  ];
};

/** The texts that the sources of the extension pass to `vscode.l10n.t`. */
const extractTexts = () => {
  const sources = globSync('client/**/*.ts', { cwd: at() }).sort();
  return getL10nJson(sources.map((it) => ({ contents: readFileSync(at(it), 'utf8'), extension: '.ts' })));
};

const main = async (): Promise<boolean> => {
  const texts = await extractTexts();
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const wanted = `${JSON.stringify(sorted, undefined, 2)}\n`;
  if (argv.includes('--write')) {
    mkdirSync(at('l10n'), { recursive: true });
    writeFileSync(bundleFile, wanted);
  }
  const manifestTexts = readJson(at('package.nls.json'));
  const problems = manifestProblems(readJson(at('package.json')), Object(manifestTexts));
  if (readFileSync(bundleFile, 'utf8') !== wanted) {
    problems.push('l10n/bundle.l10n.json is out of step: run node scripts/check-texts.ts --write');
  }
  for (const problem of problems) console.error(problem);
  console.log(`${Object.keys(texts).length} texts in the sources, ${problems.length} problems`);
  return problems.length === 0;
};

if (import.meta.filename === argv[1] && !(await main())) exit(1);
