import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import { systemCode } from '../files/file-error.ts';

/** Bytes that a socket's path may have: the kernels' limits are 104 (macOS) and 108 (Linux) with the ending zero. */
export const longestSocketPath = 100;

/** Where a socket may be made. */
export interface SocketPlaces {
  readonly platform: NodeJS.Platform;
  /** XDG_RUNTIME_DIR, where the session has one. */
  readonly runtimeFolder: string | undefined;
  readonly temporaryFolder: string;
  /** The user's number; undefined on Windows. */
  readonly user: number | undefined;
}

const placesHere = (): SocketPlaces => ({
  platform: process.platform,
  runtimeFolder: process.env.XDG_RUNTIME_DIR,
  temporaryFolder: tmpdir(),
  user: process.getuid?.(),
});

/**
 * A new address for the core of this state folder, in a folder that is its user's alone; a pipe with a random name on
 * Windows. Sockets that dead cores of the same state folder left are removed: whoever calls this holds its lock. Error
 * `no-permission` where the folder is somebody else's.
 */
export async function newSocketAddress(stateFolder: string, places: SocketPlaces = placesHere()): Promise<string> {
  const random = randomBytes(8).toString('hex');
  if (places.platform === 'win32') return `\\\\.\\pipe\\compline-${randomBytes(16).toString('hex')}`;
  const prefix = createHash('sha256').update(stateFolder).digest('hex').slice(0, 8);
  const folder = await firstUsable(candidates(places), `${prefix}-${random}.sock`.length, places.user);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${prefix}-`)) await rm(path.join(folder, name), { force: true });
  }
  return path.join(folder, `${prefix}-${random}.sock`);
}

function candidates({ runtimeFolder, temporaryFolder, user }: SocketPlaces): string[] {
  const own = `compline-${user ?? 'user'}`;
  return [
    ...(runtimeFolder?.startsWith('/') ? [path.join(runtimeFolder, 'compline')] : []),
    path.join(temporaryFolder, own),
    path.join('/tmp', own),
  ];
}

async function firstUsable(folders: readonly string[], nameLength: number, user: number | undefined): Promise<string> {
  let problem = 'the paths are too long for a socket';
  for (const folder of folders) {
    if (Buffer.byteLength(folder) + 1 + nameLength > longestSocketPath) continue;
    const found = await problemOf(folder, user);
    if (found === undefined) return folder;
    problem = found;
  }
  throw new ComplineError({
    code: 'no-permission',
    message: `There is no place for the pipeline core's socket: ${problem}.`,
    nextStep: 'Set XDG_RUNTIME_DIR to a short path of a folder that is yours alone.',
  });
}

async function problemOf(folder: string, user: number | undefined): Promise<string | undefined> {
  try {
    // Only the last folder is made: where the session has no runtime folder, that is not ours to make.
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    const found = await lstat(folder);
    if (!found.isDirectory()) return `${folder} is not a folder`;
    if (user !== undefined && found.uid !== user) return `${folder} belongs to another user`;
    return (found.mode & 0o077) === 0 ? undefined : `${folder} is open to other users`;
  } catch (error) {
    return `${folder} cannot be used (${error instanceof Error ? error.message : error})`;
  }
}
