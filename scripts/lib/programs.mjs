// Finds programs on this machine. Runs on Node 20 and newer.
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { env, platform } from 'node:process';

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** The absolute path of a program on PATH, or undefined. */
export const findProgram = (name) => {
  const endings = platform === 'win32' ? (env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    const found = endings.map((ending) => path.join(folder, name + ending)).find(isProgram);
    if (folder !== '' && found !== undefined) return found;
  }
  return undefined;
};

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const browserPaths = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** A Chromium or Chrome: the one that COMPLINE_CHROMIUM names, else one found on this machine, or undefined. */
export const findBrowser = () =>
  env.COMPLINE_CHROMIUM ??
  browserNames.map(findProgram).find((it) => it !== undefined) ??
  (browserPaths[platform] ?? []).find(isProgram);
