import { expect, test } from 'vitest';
import { unfit } from '../../../../../server/pipeline/farms/slurm/check-fit.ts';
import type { JobWish, SlurmCluster } from '../../../../../server/pipeline/farms/slurm/slurm-way.ts';
import { wishOf } from './wishes.ts';

const cluster: SlurmCluster = {
  nodes: [
    { name: 'a', isUp: true, cpus: 64, memory: 256_000, gpus: 0, partitions: ['render', 'all'] },
    { name: 'b', isUp: false, cpus: 16, memory: 64_000, gpus: 4, partitions: ['gpu', 'all'] },
  ],
  partitions: [
    { name: 'render', isDefault: true },
    { name: 'gpu', isDefault: false, timeLimit: 60 },
    { name: 'all', isDefault: false, timeLimit: 600 },
    { name: 'bare', isDefault: false },
  ],
  licenses: ['nuke', 'ae@server'],
};

test.each<[string, Partial<JobWish>, string | undefined]>([
  ['what the default partition has', { cpus: 64, memory: 256_000 }, undefined],
  ['GPUs where they are, though the machine is down', { partition: 'gpu', gpus: 4 }, undefined],
  ['GPUs where there are none', { gpus: 1 }, 'no machine of the partition render has 1 GPUs (the most is 0).'],
  ['one partition of several has them', { partition: 'render,gpu', gpus: 2 }, undefined],
  [
    'each somewhere, but not together',
    { partition: 'all', cpus: 32, gpus: 1 },
    'no machine of the partition all has 32 processors and 1 GPUs at once.',
  ],
  [
    'too much of two things',
    { cpus: 100, memory: 300_000 },
    'no machine of the partition render has 100 processors (the most is 64), 300000 MB of memory (the most is 256000).',
  ],
  ['an unknown partition', { partition: 'old' }, 'there is no partition old. There are: all, bare, gpu, render.'],
  ['a partition without machines', { partition: 'bare' }, 'the partition bare has no machines.'],
  [
    'longer than allowed',
    { partition: 'gpu', timeLimit: 61 },
    'a chunk may take 61 minutes, and the partition gpu allows 60.',
  ],
  ['as long as allowed', { partition: 'gpu', timeLimit: 60 }, undefined],
  ['longer than one of two allows', { partition: 'gpu,all', timeLimit: 90 }, undefined],
  ['licenses that it knows', { licenses: 'nuke:2,ae@server' }, undefined],
  ['one that it does not', { licenses: 'nuke,houdini:1' }, 'it knows no license houdini:1.'],
])('%s', (_, wish, why) => {
  expect(unfit(wishOf(wish), cluster)).toBe(why);
});

test('a cluster without a default partition, and one that tells nothing of licenses', () => {
  const partitions = cluster.partitions.filter((it) => !it.isDefault);
  expect(unfit(wishOf({}), { ...cluster, partitions })).toMatch(/no default partition/);
  const untold = cluster.partitions.map(({ isDefault: _, ...it }) => it);
  expect(unfit(wishOf({ gpus: 1 }), { ...cluster, partitions: untold })).toBeUndefined();
  const { nodes } = cluster;
  expect(unfit(wishOf({ licenses: 'x' }), { nodes, partitions: cluster.partitions })).toBeUndefined();
});
