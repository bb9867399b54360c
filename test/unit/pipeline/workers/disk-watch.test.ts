import { expect, test } from 'vitest';
import { DiskWatch } from '../../../../server/pipeline/workers/disk-watch.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('nothing may start while the disk is too full, and it is told when there is space again', async () => {
  let free: number | undefined = 2_000_000;
  const freed: string[] = [];
  const watch = new DiskWatch({
    folder: '/renders',
    least: 1_500_000,
    freeOn: async () => free,
    freed: () => freed.push('freed'),
  });
  await watch.look();
  expect(watch.held).toBeUndefined();
  free = 1_400_000;
  await watch.look();
  expect(watch.held).toBe('The disk of /renders has 1 MiB left; 1 MiB have to be free.');
  await watch.look();
  expect(freed).toEqual([]);
  free = undefined; // A disk that does not answer stops nothing.
  await watch.look();
  expect([watch.held, freed]).toEqual([undefined, ['freed']]);
});

test('the disk of a folder that is not there yet is that of the one around it', async () => {
  const folder = await temporaryFolder();
  const watch = new DiskWatch({ folder: `${folder}/a/b`, least: Number.MAX_SAFE_INTEGER, freed: () => {} });
  await watch.look();
  expect(watch.held).toMatch(/^The disk of .* has \d+ MiB left/);
});
