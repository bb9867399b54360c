import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exit, kill, platform } from 'node:process';
import { build } from '../build/bundles.ts';
import { isFresh } from '../build/freshness.ts';
import { root as checkout } from '../lib/paths.mjs';
import { endGroup } from '../lib/process-group.ts';
import type { Editor, Place } from './place.ts';

/** Ends the VS Code that uses a user-data folder; it leaves its process id in `code.lock` there. */
const endWindow = async (userData: string): Promise<void> => {
  const pid = Number(await readFile(path.join(userData, 'code.lock'), 'utf8').catch(() => ''));
  try {
    if (pid > 0) kill(pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
};

/** Opens the desktop VS Code, whose command is `code`, with the extension from the checkout and settings of its own. */
export const startDesktop = async ({ root, workspace, environment }: Place, code: string): Promise<Editor> => {
  if (!isFresh() && !(await build({ minify: false }))) exit(1);
  const userData = path.join(root, 'desktop');
  const child = spawn(
    code,
    [
      '--new-window',
      '--wait',
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(root, 'desktop-extensions')}`,
      `--extensionDevelopmentPath=${checkout}`,
      workspace,
    ],
    { env: environment, stdio: 'inherit', detached: platform !== 'win32', shell: platform === 'win32' },
  );
  const ended = once(child, 'exit');
  console.log('VS Code opens on a copy of the sample project. Close its window or press Ctrl+C here to end.');
  return {
    ended,
    stop: async () => {
      await endWindow(userData);
      endGroup(child, 'SIGTERM');
      await ended;
    },
  };
};
