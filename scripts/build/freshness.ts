import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pid } from 'node:process';
import { at } from '../lib/paths.mjs';

interface Built {
  readonly minify: boolean;
  /** Paths from the root. */
  readonly inputs: readonly string[];
  /** Paths from `dist/`. */
  readonly outputs: readonly string[];
}

const record = at('dist', '.built.json');

// The packages are told by their lockfile, and what a plugin makes has a colon in its name; whatever else steers a build
// stands here.
const always = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.pages.json',
  'scripts/build/bundles.ts',
  'scripts/build/bundle-plugins.ts',
];

const hashOf = (inputs: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${input}\n`).update(readFileSync(at(input)));
  return hash.digest('hex');
};

/** Remembers what the present bundles were built from. */
export const recordFreshness = ({ minify, inputs, outputs }: Built): void => {
  const own = [...always, ...inputs.filter((it) => !/^node_modules\/|:/.test(it))].sort();
  const beside = `${record}.${pid}`;
  writeFileSync(beside, JSON.stringify({ minify, inputs: own, outputs, hash: hashOf(own) }));
  renameSync(beside, record);
};

/** True if the bundles stand, of the given kind where one is given, and nothing that they were built from has changed. */
export const isFresh = ({ minify }: { readonly minify?: boolean } = {}): boolean => {
  try {
    const built: Built & { readonly hash: string } = JSON.parse(readFileSync(record, 'utf8'));
    if (minify !== undefined && built.minify !== minify) return false;
    return built.outputs.every((it) => existsSync(at('dist', it))) && built.hash === hashOf(built.inputs);
  } catch {
    return false; // Never built, or an input is gone.
  }
};
