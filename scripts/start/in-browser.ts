import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env, exit, platform } from 'node:process';
import { installExtension, startServer } from '../../test/vscode/rig/code-server.ts';
import { makePackage } from '../build/package.ts';
import type { Editor, Place } from './place.ts';

const settings = {
  'git.openRepositoryInParentFolders': 'never', // the checkout is one
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
};

/** Starts VS Code's server on a free port of this machine, with the extension installed, and prints its address. */
export const startInBrowser = async ({ root, workspace, environment }: Place): Promise<Editor> => {
  if (platform === 'win32') {
    console.error(
      'There is no desktop VS Code on PATH, and code-server does not run on Windows. Install VS Code from https://code.visualstudio.com and run npm start again.',
    );
    exit(1);
  }
  const { file, output, complete } = await makePackage();
  if (!complete) {
    console.error(output);
    exit(1);
  }
  const place = { root: path.join(root, 'server'), environment };
  const user = path.join(place.root, 'data', 'User');
  await mkdir(user, { recursive: true });
  if (!existsSync(path.join(user, 'settings.json'))) {
    await writeFile(path.join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  }
  await writeFile(path.join(place.root, 'config.yaml'), `auth: ${env.PASSWORD === undefined ? 'none' : 'password'}\n`);
  await installExtension(place, file);
  const server = await startServer(place, { workspaceTrust: true });

  const address = new URL(`http://127.0.0.1:${server.port}/`);
  address.searchParams.set('folder', workspace);
  console.log(`\nVS Code is at ${address.href}`);
  if (env.PASSWORD === undefined) {
    console.log('Everybody on this machine can open it while it runs. To prevent that, set PASSWORD before npm start.');
  }
  console.log('Ctrl+C ends it.');
  return { ended: server.ended, stop: server.stop };
};
