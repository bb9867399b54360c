import { expect, test } from 'vitest';
import { mountOf, readMounts } from '../../../../server/pipeline/files/mounts.ts';

const text = `22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/show rw,relatime shared:1 - nfs4 server:/show rw
32 22 0:42 / /mnt/a\\040share rw - cifs //server/a rw
33 22 0:43 / /mnt/show rw - nfs4 other:/show rw
`;

test('mounts are read in their order, their points as they are', () => {
  expect(readMounts(text)).toEqual([
    { point: '/', type: 'ext4' },
    { point: '/mnt/show', type: 'nfs4' },
    { point: '/mnt/a share', type: 'cifs' },
    { point: '/mnt/show', type: 'nfs4' },
  ]);
  expect(readMounts('')).toEqual([]);
});

test('a folder is on the deepest mount around it, the last of those on one point', () => {
  const mounts = readMounts(text);
  expect(mountOf('/mnt/show/x', mounts)).toBe(mounts[3]);
  expect(mountOf('/mnt/showcase', mounts)).toBe(mounts[0]);
  expect(mountOf('/mnt/a share', mounts)).toBe(mounts[2]);
  expect(mountOf('/mnt', [])).toBeUndefined();
});
