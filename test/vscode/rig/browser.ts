import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/lib/programs.mjs';

export type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

/** Starts the Chromium of this machine, without a window. */
export const launchBrowser = ({ root }: { readonly root: string }): Promise<Browser> => {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('There is no Chromium on this machine: run `npm test`, which says what to install.');
  return chromium.launch({
    executablePath,
    env: { ...process.env, HOME: path.join(root, 'home') },
    args: [
      '--no-sandbox', // Chromium's own sandbox does not work as root, and this browser opens nothing but our server.
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** The address of a folder in a server's workbench; `payload` holds keys and values as VS Code's own browser tests pass them. */
export const workbenchUrl = (
  port: number,
  folder: string,
  payload: readonly (readonly [string, string])[] = [],
): string => {
  const url = new URL(`http://localhost:${port}/`);
  url.searchParams.set('folder', folder);
  url.searchParams.set('payload', JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]));
  return url.href;
};

/** A file of the server's machine, as the workbench names it. */
export const remotePath = (port: number, file: string): string => `vscode-remote://localhost:${port}${file}`;
