import { stat } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { ComplineError } from '../../protocol/errors.ts';
import type { Core } from '../core-access.ts';

/**
 * The files that a command line names, each once; also one that is not there yet. Error `invalid-parameters` for a
 * folder. What the core cannot reach is not looked at here: this process would wait for a share that hangs without end.
 */
export async function filesNamed(core: Core, given: readonly string[]): Promise<readonly string[]> {
  const files = [...new Set(given.map((it) => path.resolve(it)))];
  const { locks } = await core.request('lock/status', { files });
  for (const { file, state } of locks) {
    const stats = state === 'unreachable' ? undefined : await stat(file).catch(() => undefined);
    if (stats?.isDirectory() !== true) continue;
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `${file} is a folder.`,
      nextStep: 'Name the files to lock; a folder has no lock.',
      path: file,
    });
  }
  return files;
}

/** Reads a number of seconds from the command line; answers milliseconds. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw new InvalidArgumentError('It has to be a number of seconds, such as 60.');
  }
  return seconds * 1000;
}
