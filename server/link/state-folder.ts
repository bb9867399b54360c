import { homedir } from 'node:os';
import path from 'node:path';

/** Where the environment decides the state folder. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** The user's home folder. */
  readonly home: string;
}

/**
 * The folder of the core's state on this machine: `COMPLINE_STATE_HOME`, otherwise the platform's place for what a
 * program remembers (the XDG Base Directory specification, `Library/Application Support`, `%LOCALAPPDATA%`).
 */
export function defaultStateFolder(
  { platform, environment, home }: Surroundings = {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
  },
): string {
  const { COMPLINE_STATE_HOME, XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (COMPLINE_STATE_HOME !== undefined && COMPLINE_STATE_HOME !== '') return path.resolve(COMPLINE_STATE_HOME);
  if (platform === 'win32')
    return path.win32.join(LOCALAPPDATA ?? path.win32.join(home, 'AppData', 'Local'), 'Compline');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Compline');
  // A relative XDG_STATE_HOME is to be ignored, says the specification.
  const base = XDG_STATE_HOME?.startsWith('/') ? XDG_STATE_HOME : path.join(home, '.local', 'state');
  return path.join(base, 'compline');
}

/** The files and folders in a state folder that the core and its clients share. */
export function stateFiles(stateFolder: string) {
  return {
    coreFile: path.join(stateFolder, 'core.json'),
    token: path.join(stateFolder, 'token'),
    lock: path.join(stateFolder, 'core.lock'),
    bundles: path.join(stateFolder, 'core'),
    logs: path.join(stateFolder, 'logs'),
    coreLog: path.join(stateFolder, 'logs', 'core.log'),
    jobLogs: path.join(stateFolder, 'logs', 'jobs'),
    /** The locks that are held, for the core that comes next. */
    heldLocks: path.join(stateFolder, 'locks.json'),
    publishes: path.join(stateFolder, 'publishes'),
    saves: path.join(stateFolder, 'saves'),
    thumbnails: path.join(stateFolder, 'thumbnails'),
    database: path.join(stateFolder, 'queue.sqlite'),
  };
}
