import { readFile, realpath } from 'node:fs/promises';
import { ComplineError } from '../../protocol/errors.ts';
import { mountOf, readMounts as readMountTable } from '../files/mounts.ts';

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

/** The type of the file system that holds the folder; `mounts` is the text of /proc/self/mountinfo. */
export function fileSystemOf(folder: string, mounts: string): string | undefined {
  return mountOf(folder, readMountTable(mounts))?.type;
}

const onNetwork = (folder: string, type: string): ComplineError =>
  new ComplineError({
    code: 'state-folder-unusable',
    message: `The state folder ${folder} is on a network drive (${type}), where the queue's database is not safe.`,
    nextStep: 'Set COMPLINE_STATE_HOME to a folder on a disk of this machine.',
    path: folder,
  });
