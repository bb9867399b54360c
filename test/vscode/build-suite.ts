import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { at, results } from '../../scripts/lib/paths.mjs';

/** Bundles the mocha suite and its runner; returns the module for VS Code's extension host to load. */
export const buildSuite = async (): Promise<string> => {
  const outdir = path.join(results, 'suite');
  await rm(outdir, { recursive: true, force: true });
  const tests = globSync('suite/**/*.test.ts', { cwd: at('test', 'vscode') });
  if (tests.length === 0) throw new Error('There is no test in test/vscode/suite.');
  await esbuild.build({
    entryPoints: [...tests.map((it) => at('test', 'vscode', it)), at('test', 'vscode', 'suite-runner.ts')],
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(outdir, 'suite-runner.cjs');
};
