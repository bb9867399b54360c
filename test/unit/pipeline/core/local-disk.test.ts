import { expect, test } from 'vitest';
import { checkLocalDisk, fileSystemOf } from '../../../../server/pipeline/core/local-disk.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const mounts = `22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/show rw,relatime shared:1 - nfs4 server:/show rw
31 30 0:41 / /mnt/show/local rw - xfs /dev/vdb rw
32 22 0:42 / /mnt/a\\040share rw - cifs //server/a rw
33 22 0:43 / /home/ada/remote rw - fuse.sshfs ada@server:/ rw
34 22 0:44 / /media/disk rw - fuseblk /dev/sdb1 rw
`;

test.each([
  ['/home/ada/.local/state', 'ext4'],
  ['/mnt/show', 'nfs4'],
  ['/mnt/show/deep/er', 'nfs4'],
  ['/mnt/showcase', 'ext4'],
  ['/mnt/show/local/x', 'xfs'],
  ['/mnt/a share/x', 'cifs'],
])('%s is on %s', (folder, expected) => {
  expect(fileSystemOf(folder, mounts)).toBe(expected);
});

const at = (folder: string, type: string) =>
  `1 0 0:1 / / rw - ext4 /dev/vda rw\n2 1 0:2 / ${folder} rw - ${type} x rw\n`;

test.each(['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'fuse.sshfs', 'lustre', 'ceph'])('%s is refused', async (type) => {
  const folder = await temporaryFolder();
  await expect(checkLocalDisk(folder, 'linux', async () => at(folder, type))).rejects.toMatchObject({
    code: 'state-folder-unusable',
    message: expect.stringContaining(type),
    nextStep: expect.stringContaining('COMPLINE_STATE_HOME'),
  });
});

test.each(['ext4', 'xfs', 'btrfs', 'overlay', 'tmpfs', 'fuseblk', 'fuse.gocryptfs'])('%s is taken', async (type) => {
  const folder = await temporaryFolder();
  await checkLocalDisk(folder, 'linux', async () => at(folder, type));
});

test('a UNC path is refused', async () => {
  await expect(checkLocalDisk('\\\\server\\share\\state', 'win32')).rejects.toMatchObject({
    code: 'state-folder-unusable',
  });
});
