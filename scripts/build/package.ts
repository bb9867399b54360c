import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { at, root } from '../lib/paths.mjs';
import { commandOf } from '../stages/command.ts';
import { build } from './bundles.ts';
import { isFresh } from './freshness.ts';

interface Package {
  /** The path of the .vsix. */
  readonly file: string;
  /** What vsce printed. */
  readonly output: string;
  /** False if it could not be made, or if vsce warned of something. */
  readonly complete: boolean;
}

const vsce = async (...args: readonly string[]): Promise<{ readonly output: string; readonly succeeded: boolean }> => {
  const command = [commandOf('@vscode/vsce', 'vsce'), ...args, '--no-dependencies'];
  const run = promisify(execFile)(execPath, command, { cwd: root, env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } });
  const [result] = await Promise.allSettled([run]);
  const { stdout, stderr }: { stdout: string; stderr: string } =
    result.status === 'fulfilled' ? result.value : result.reason;
  return { output: `${stdout}${stderr}`, succeeded: result.status === 'fulfilled' };
};

/** Where the package of this version lies. */
export const packageFile = (): string => {
  const { name, version }: { name: string; version: string } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  return at(`${name}-${version}.vsix`);
};

/** Builds what is shipped and packs it. */
export const makePackage = async (): Promise<Package> => {
  const file = packageFile();
  rmSync(file, { force: true });
  if (!isFresh({ minify: true }) && !(await build({ minify: true }))) {
    return { file, output: 'The build failed.', complete: false };
  }
  const { output, succeeded } = await vsce('package', '--out', file);
  return { file, output, complete: succeeded && !/\bwarning\b/i.test(output) };
};

/** The files that go into the package, by their path from the root. */
export const packagedFiles = async (): Promise<string[]> => {
  const { output, succeeded } = await vsce('ls');
  if (!succeeded) throw new Error(output);
  return output.trim().split('\n').sort();
};
