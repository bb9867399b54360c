import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';

/** File systems that live on another machine, by their names in /proc/self/mountinfo. */
const network =
  /^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|gluster\w*|lustre|beegfs|gpfs|pvfs2|orangefs|ocfs2|gfs2|fuse\..*)$/;
/** Those of FUSE that stand on a disk of this machine. */
const localFuse = /^fuse\.(fuse-overlayfs|encfs|gocryptfs|cryfs|mergerfs|ntfs-3g|exfat|bindfs)$/;

/**
 * Refuses a state folder on a network drive: neither the locks of SQLite nor its shared memory are safe there. Checked on
 * Linux, and on Windows for UNC paths. Error `state-folder-unusable`. `readMounts` gives the text of
 * /proc/self/mountinfo.
 */
export async function checkLocalDisk(
  folder: string,
  platform: NodeJS.Platform = process.platform,
  readMounts: () => Promise<string> = () => readFile('/proc/self/mountinfo', 'utf8'),
): Promise<void> {
  if (platform === 'win32' && /^[\\/]{2}/.test(folder)) throw onNetwork(folder, 'a network share');
  if (platform !== 'linux') return;
  const type = fileSystemOf(await realpath(folder), await readMounts());
  if (type !== undefined && network.test(type) && !localFuse.test(type)) throw onNetwork(folder, type);
}

/** The type of the file system that holds the folder. Fields of a line as in proc_pid_mountinfo(5). */
export function fileSystemOf(folder: string, mounts: string): string | undefined {
  let best: { readonly point: string; readonly type: string | undefined } | undefined;
  for (const line of mounts.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const point = left
      .split(' ')[4]
      ?.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
    if (point === undefined) continue;
    const inside = point === '/' || folder === point || folder.startsWith(point + path.posix.sep);
    // Of several mounts on one point the last covers the others.
    if (inside && point.length >= (best?.point.length ?? 0)) best = { point, type: right.split(' ')[0] };
  }
  return best?.type;
}

const onNetwork = (folder: string, type: string): ComplineError =>
  new ComplineError({
    code: 'state-folder-unusable',
    message: `The state folder ${folder} is on a network drive (${type}), where the queue's database is not safe.`,
    nextStep: 'Set COMPLINE_STATE_HOME to a folder on a disk of this machine.',
    path: folder,
  });
