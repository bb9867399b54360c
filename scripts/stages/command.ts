import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { env, execPath, platform } from 'node:process';
import { at, results, root } from '../lib/paths.mjs';
import { endGroup } from '../lib/process-group.ts';

const minute = 60_000;

interface Options {
  /** Milliseconds after which the program is ended with all that it started. */
  readonly limit?: number;
  readonly extraEnv?: Readonly<Record<string, string>>;
  /** A file for what it prints, instead of the terminal. */
  readonly into?: string;
}

/**
 * Runs a Node program with the arguments given, its output going to the terminal where there is no file for it.
 * Returns its exit code, or undefined if a signal or the limit ended it.
 */
export const runNode = async (args: readonly string[], options: Options = {}): Promise<number | undefined> => {
  const { limit = 8 * minute, extraEnv = {}, into } = options;
  mkdirSync(results, { recursive: true });
  const file = into === undefined ? undefined : openSync(into, 'w');
  const child = spawn(execPath, args, {
    cwd: root,
    env: { ...env, NO_COLOR: '1', ...extraEnv },
    stdio: ['ignore', file ?? 'inherit', file ?? 'inherit'],
    detached: platform !== 'win32', // a process group of its own, so that all of it can be ended
  });
  if (file !== undefined) closeSync(file);
  const timer = setTimeout(() => {
    console.error(`Not finished after ${limit / minute} minutes: ended.`);
    endGroup(child, 'SIGKILL');
  }, limit);
  const pass = (signal: NodeJS.Signals) => endGroup(child, signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  try {
    const [code]: unknown[] = await once(child, 'exit');
    return typeof code === 'number' ? code : undefined;
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', pass).off('SIGTERM', pass);
  }
};

/** The script behind the command of an installed package. */
export const commandOf = (packageName: string, command: string): string => {
  const folder = at('node_modules', packageName);
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}.`);
  return path.join(folder, file);
};

/** The path of a report in `test/results`. An older one is removed, so that only this run's can be found there. */
export const freshReport = (name: string): string => {
  const file = path.join(results, name);
  rmSync(file, { force: true });
  return file;
};
