import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import { at } from '../../../scripts/lib/paths.mjs';

/** User settings: nothing that asks, greets, updates or reports. */
const settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // in a browser it is on, and saves at moments of its own
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A throw-away place to work in: a copy of a project, and everything that VS Code and Compline write. */
export interface Sandbox {
  /** The sandbox itself. Its path is short, since the paths of sockets must be. */
  readonly root: string;
  /** The copy of the project. */
  readonly workspace: string;
  /** The environment of what runs in the sandbox: all that it writes stays in it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs Compline's command line in the sandbox; returns what it prints. */
  readonly compline: (...args: readonly string[]) => Promise<string>;
  /** Ends the pipeline core and removes the sandbox. */
  readonly remove: () => Promise<void>;
}

/** Makes a sandbox with a copy of the given project in it; `more` are user settings beside the usual ones. */
export const makeSandbox = async (project: string, more: Readonly<Record<string, unknown>> = {}): Promise<Sandbox> => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'cl-')));
  const inside = (...parts: readonly string[]) => path.join(root, ...parts);
  for (const folder of ['data/User', 'home', 'tmp', 'state', 'run']) await mkdir(inside(folder), { recursive: true });
  await chmod(inside('run'), 0o700);
  await cp(project, inside('sample-project'), { recursive: true });
  await writeFile(inside('data/User/settings.json'), JSON.stringify({ ...settings, ...more }));
  await writeFile(inside('config.yaml'), 'auth: none\n');

  const outside = Object.fromEntries(Object.entries(env).filter(([name]) => !/^(XDG_|VSCODE_|COMPLINE_)/.test(name)));
  const environment = {
    ...outside,
    HOME: inside('home'),
    TMPDIR: inside('tmp'),
    XDG_RUNTIME_DIR: inside('run'),
    COMPLINE_STATE_HOME: inside('state'),
    EXTENSIONS_GALLERY: '{}', // no extension gallery is asked for anything
  };
  const compline = async (...args: readonly string[]): Promise<string> => {
    const command = [at('dist', 'compline.cjs'), ...args];
    const { stdout } = await promisify(execFile)(execPath, command, {
      cwd: inside('sample-project'),
      env: environment,
    });
    return stdout;
  };
  const remove = async (): Promise<void> => {
    try {
      await compline('core', 'stop');
    } finally {
      await rm(root, { recursive: true, force: true, maxRetries: 10 });
    }
  };
  return { root, workspace: inside('sample-project'), environment, compline, remove };
};
