// usage: node scripts/check-imports.ts [ROOT]
// Fails when an import points the wrong way between the folders, or a folder imports what it must not know.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { argv, exit } from 'node:process';
import { root } from './lib/paths.mjs';

interface Rule {
  /** The other folders whose modules may be imported. */
  readonly may: readonly string[];
  /** The packages that must not be imported. */
  readonly mustNot: readonly RegExp[];
}

/** An import that breaks a rule. */
export interface WrongImport {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly specifier: string;
  readonly problem: string;
}

const languageServerPackages = /^vscode-(languageserver|languageclient)/;
const builtIn = /^node:/;
const editor = /^vscode$/;

const text = ['server/formats', 'server/project', 'server/checks'];
const talk = ['server/protocol', 'server/link'];

/** The folders, from the ground up. A folder may always import from itself. */
export const rules: Readonly<Record<string, Rule>> = {
  'server/formats': { may: [], mustNot: [builtIn, languageServerPackages, editor] },
  'server/project': { may: ['server/formats', 'server/protocol'], mustNot: [languageServerPackages, editor] },
  'server/checks': { may: ['server/formats', 'server/project'], mustNot: [builtIn, languageServerPackages, editor] },
  'server/protocol': { may: [], mustNot: [languageServerPackages, editor] },
  'server/link': { may: ['server/protocol'], mustNot: [languageServerPackages, editor] },
  'server/language': { may: text, mustNot: [editor] },
  'server/pipeline': { may: [...text, ...talk], mustNot: [languageServerPackages, editor] },
  'server/cli': {
    may: [...text, ...talk, 'server/language', 'server/pipeline'],
    mustNot: [languageServerPackages, editor],
  },
  client: { may: talk, mustNot: [] },
};

const anyImport =
  /^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*['"](?<from>[^'"]+)['"]|^[ \t]*import\s*['"](?<bare>[^'"]+)['"]|\bimport\s*\(\s*['"](?<dynamic>[^'"]+)['"]/gm;

/** The specifiers that a module imports or exports from, each with its line, counted from 1. */
export const importsOf = (source: string): { readonly specifier: string; readonly line: number }[] =>
  [...source.matchAll(anyImport)].map(({ 0: whole, index, groups = {} }) => ({
    specifier: groups.from ?? groups.bare ?? groups.dynamic ?? '',
    line: source.slice(0, index + whole.length).split('\n').length,
  }));

const folderOf = (file: string): string | undefined => Object.keys(rules).find((it) => file.startsWith(`${it}/`));

const problemOf = (file: string, specifier: string): string | undefined => {
  const folder = folderOf(file);
  const rule = rules[folder ?? ''];
  if (rule === undefined) return 'the file is in no folder that has a rule: add one to scripts/check-imports.ts';
  if (!specifier.startsWith('.')) {
    return rule.mustNot.some((it) => it.test(specifier)) ? `${folder} must not import ${specifier}` : undefined;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const targetFolder = folderOf(target) ?? target;
  if (targetFolder === folder || rule.may.includes(targetFolder)) return undefined;
  return `${folder} must not import ${targetFolder}`;
};

/** The imports that break a rule. `files` holds the sources by their path from the root, with forward slashes. */
export const wrongImports = (files: Readonly<Record<string, string>>): WrongImport[] =>
  Object.entries(files).flatMap(([file, source]) =>
    importsOf(source).flatMap(({ specifier, line }) => {
      const problem = problemOf(file, specifier);
      return problem === undefined ? [] : [{ file, line, specifier, problem }];
    }),
  );

/** The TypeScript sources below a root, by their path from it. */
export const readSources = (folder: string): Record<string, string> => {
  const names = globSync('{client,server}/**/*.ts', { cwd: folder }).map((it) => it.split(path.sep).join('/'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
};

if (import.meta.filename === argv[1]) {
  const files = readSources(argv[2] ?? root);
  const wrong = wrongImports(files);
  for (const { file, line, specifier, problem } of wrong) console.error(`${file}:${line}: '${specifier}': ${problem}`);
  console.log(`${Object.keys(files).length} files, ${wrong.length} imports that point the wrong way`);
  exit(wrong.length > 0 || Object.keys(files).length === 0 ? 1 : 0);
}
