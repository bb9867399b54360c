import { mkdir, realpath, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { realPath } from '../../../../server/pipeline/locks/real-path.ts';
import { ShareLanes } from '../../../../server/pipeline/locks/share-lanes.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('links are followed as the system follows them', async () => {
  const root = await realpath(await temporaryFolder());
  await mkdir(path.join(root, 'a', 'b'), { recursive: true });
  await symlink('a/b', path.join(root, 'relative'));
  await symlink(path.join(root, 'relative'), path.join(root, 'absolute'));
  await symlink('../a', path.join(root, 'a', 'up'));
  await symlink('round', path.join(root, 'round'));
  const real = (...parts: string[]) => realPath(path.join(root, ...parts), new ShareLanes(), () => 'all');
  for (const parts of [[], ['a'], ['relative'], ['absolute'], ['a', 'up', 'up', 'b']]) {
    expect(await real(...parts)).toBe(await realpath(path.join(root, ...parts)));
  }
  expect(await real('relative', 'missing', 'more')).toBe(path.join(root, 'a', 'b', 'missing', 'more'));
  expect(await real('round')).toBe(path.join(root, 'round'));
});

test('each step is taken on the share that it is on', async () => {
  const root = await realpath(await temporaryFolder());
  await mkdir(path.join(root, 'share', 'x'), { recursive: true });
  await symlink('share', path.join(root, 'link'));
  const share = path.join(root, 'share');
  const steps: string[] = [];
  const run = (name: string, work: () => Promise<unknown>) => {
    steps.push(name);
    return work();
  };
  const shareOf = (folder: string) => (folder.startsWith(share) ? 'share' : 'home');
  await realPath(path.join(root, 'link', 'x'), { run } as unknown as ShareLanes, shareOf);
  // The link itself is at home; what it leads to is not.
  expect(steps.slice(-3)).toEqual(['home', 'share', 'share']);
});
