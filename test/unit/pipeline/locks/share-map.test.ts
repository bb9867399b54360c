import { expect, test } from 'vitest';
import { readShareMap } from '../../../../server/pipeline/locks/share-map.ts';

const mounts = async () => `22 1 254:0 / / rw - ext4 /dev/vda rw
30 22 0:40 / /mnt/show rw shared:1 - nfs4 server:/show rw
`;

test.each([
  ['linux', '/mnt/show/a', '/mnt/show'],
  ['linux', '/home/ann', '/'],
  ['darwin', '/Volumes/show/a', '/Volumes/show'],
  ['darwin', '/Users/ann', '/'],
  ['win32', 'Z:\\show\\a', 'z:\\'],
  ['win32', '\\\\Server\\Show\\a', '\\\\server\\show\\'],
] as const)('%s: %s is on %s', async (platform, folder, share) => {
  expect((await readShareMap(platform, mounts))(folder)).toBe(share);
});

test('where the mounts cannot be read all is one share', async () => {
  const shareOf = await readShareMap('linux', () => Promise.reject(new Error('no /proc')));
  expect(shareOf('/mnt/show')).toBe('/');
});
