import type { JobWish, SlurmCluster, SlurmNode } from './slurm-way.ts';

/**
 * Why a cluster could never run a job, in a sentence; undefined where it could. Machines that are down count: they come
 * back.
 */
export function unfit(wish: JobWish, { nodes, partitions, licenses }: SlurmCluster): string | undefined {
  // Where it is not told which one is the default, it can be any.
  const names = wish.partition?.split(',') ?? partitions.filter((it) => it.isDefault !== false).map((it) => it.name);
  if (names.length === 0) return 'it has no default partition: name one with pool.';
  const chosen = partitions.filter((it) => names.includes(it.name));
  if (chosen.length === 0) {
    const known = partitions
      .map((it) => it.name)
      .sort()
      .join(', ');
    return `there is no partition ${names.join(', ')}. There are: ${known === '' ? 'none' : known}.`;
  }
  const where = `the partition ${chosen.map((it) => it.name).join(', ')}`;
  const machines = nodes.filter((node) => chosen.some(({ name }) => node.partitions.includes(name)));
  if (machines.length === 0) return `${where} has no machines.`;
  const unknown =
    licenses === undefined ? [] : (wish.licenses?.split(',') ?? []).filter((it) => !isKnown(it, licenses));
  if (unknown.length > 0) return `it knows no license ${unknown.join(', ')}.`;
  const { timeLimit } = wish;
  if (timeLimit !== undefined && chosen.every((it) => it.timeLimit !== undefined && it.timeLimit < timeLimit)) {
    const most = Math.max(...chosen.map((it) => it.timeLimit ?? 0));
    return `a chunk may take ${timeLimit} minutes, and ${where} allows ${most}.`;
  }
  const lacking = lacks(wish, machines);
  return lacking === undefined ? undefined : `no machine of ${where} has ${lacking}.`;
}

function isKnown(license: string, known: readonly string[]): boolean {
  const name = license.replace(/[:=]\d+$/, '');
  return known.includes(name);
}

/** What no machine has, all of it at once; memory in MB. */
function lacks(wish: JobWish, machines: readonly SlurmNode[]): string | undefined {
  const { cpus = 0, memory = 0, gpus = 0 } = wish;
  if (machines.some((it) => it.cpus >= cpus && it.memory >= memory && it.gpus >= gpus)) return undefined;
  const most = (of: (node: SlurmNode) => number) => machines.reduce((found, it) => Math.max(found, of(it)), 0);
  const parts = [
    [cpus, most((it) => it.cpus), 'processors'] as const,
    [memory, most((it) => it.memory), 'MB of memory'] as const,
    [gpus, most((it) => it.gpus), 'GPUs'] as const,
  ];
  const short = parts.filter(([wanted, there]) => wanted > there);
  if (short.length > 0)
    return short.map(([wanted, there, what]) => `${wanted} ${what} (the most is ${there})`).join(', ');
  const wanted = parts.filter(([count]) => count > 0).map(([count, , what]) => `${count} ${what}`);
  return `${wanted.join(' and ')} at once`;
}
