import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mountOf, readMounts } from '../files/mounts.ts';

/** Names the share, or disk, that a folder is on. */
export type ShareMap = (folder: string) => string;

/**
 * Which folder is on which share, as this machine sees it now: by the mounts on Linux, the volumes on macOS, and the
 * roots of paths (`Z:\`, `\\server\share`) on Windows. No share is touched, so that one that hangs holds nobody up.
 */
export async function readShareMap(
  platform: NodeJS.Platform = process.platform,
  readMountText: () => Promise<string> = () => readFile('/proc/self/mountinfo', 'utf8'),
): Promise<ShareMap> {
  if (platform === 'win32') return (folder) => path.win32.parse(folder).root.toLowerCase();
  if (platform === 'linux') {
    const mounts = readMounts(await readMountText().catch(() => ''));
    return (folder) => mountOf(folder, mounts)?.point ?? '/';
  }
  return (folder) => /^\/(?:Volumes|Network|net)\/[^/]+/.exec(folder)?.[0] ?? '/';
}
