import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import { at } from '../lib/paths.mjs';

/** Where `npm start` keeps what it and what it starts writes. */
export interface Place {
  readonly root: string;
  /** The copy of the sample project. */
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Ends the pipeline core that was started here, if there is one. */
  readonly stopCore: () => Promise<void>;
}

/** An editor that has been started. */
export interface Editor {
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Makes the place, with a copy of the sample project unless there is one already; `fresh` begins anew. */
export const makePlace = async ({ fresh }: { readonly fresh: boolean }): Promise<Place> => {
  const root = at('.start');
  const workspace = path.join(root, 'sample-project');
  const environment = { ...env, COMPLINE_STATE_HOME: path.join(root, 'state') };
  const stopCore = async (): Promise<void> => {
    const command = [at('dist', 'compline.cjs'), 'core', 'stop'];
    if (existsSync(at('dist', 'compline.cjs'))) await promisify(execFile)(execPath, command, { env: environment });
  };
  if (fresh) {
    await stopCore();
    await rm(root, { recursive: true, force: true });
  }
  await mkdir(path.join(root, 'state'), { recursive: true });
  if (!existsSync(workspace)) await cp(at('test', 'fixtures', 'sample-project'), workspace, { recursive: true });
  return { root, workspace, environment, stopCore };
};
