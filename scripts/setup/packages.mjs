// Installs what the lockfiles ask for, where that has not been done yet.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { arch, env, platform } from 'node:process';
import { at, heavyPackage, root } from '../lib/paths.mjs';
import { npmCi, SetupError } from './npm.mjs';

const nodeWanted = 24;

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** What a folder's packages should be: changes with the lockfile and the platform. */
const wanted = (folder) =>
  createHash('sha256')
    .update(`${platform} ${arch}\n${read(path.join(folder, 'package-lock.json'))}`)
    .digest('hex');

// `npm ci` begins by removing node_modules, and the stamp with it: an interrupted run leaves none.
const stampOf = (folder) => path.join(folder, 'node_modules', '.compline-installed');

const isInstalled = (folder) => read(stampOf(folder)) === wanted(folder);

const majorOfNodeOnPath = () => {
  try {
    const shown = execFileSync('node', ['--version'], { encoding: 'utf8', shell: platform === 'win32' });
    return Number.parseInt(shown.slice(1), 10);
  } catch {
    return 0;
  }
};

const installRoot = async () => {
  if (majorOfNodeOnPath() < nodeWanted) {
    if (platform !== 'linux') {
      throw new SetupError(
        `Install Node ${nodeWanted} (https://nodejs.org) first: on this platform it cannot come with the packages.`,
      );
    }
    // npm leaves out optional packages that the running Node is too old for, so Node itself comes first.
    await npmCi(root, '--omit=dev');
    if (majorOfNodeOnPath() < nodeWanted) {
      throw new SetupError(
        `npm could not install Node ${nodeWanted} for this machine. Install it from https://nodejs.org and try again.`,
      );
    }
  }
  await npmCi(root);
};

// What code-server's own install script does, but building nothing: its nested packages have lockfiles of their own.
const installHeavy = async () => {
  await npmCi(heavyPackage, '--omit=dev');
  const vscode = path.join(heavyPackage, 'node_modules', 'code-server', 'lib', 'vscode');
  await npmCi(vscode, '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
  await npmCi(path.join(vscode, 'extensions'), '--omit=dev', '--ignore-scripts');
};

const folders = {
  root: { folder: root, title: 'the packages', install: installRoot },
  heavy: { folder: heavyPackage, title: 'VS Code and the browser driver for tests', install: installHeavy },
};

/** Those of the named folders whose packages are not installed as their lockfile says. */
export const missingPackages = (names) => names.filter((name) => !isInstalled(folders[name].folder));

/** Installs the packages of the named folders. */
export const installPackages = async (names) => {
  env.PATH = at('node_modules', '.bin') + path.delimiter + env.PATH; // npm finds the new Node there
  for (const name of names) {
    const { folder, title, install } = folders[name];
    console.error(`Installing ${title} …`);
    await install();
    writeFileSync(stampOf(folder), wanted(folder));
  }
};
