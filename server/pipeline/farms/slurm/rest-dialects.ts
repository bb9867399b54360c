import type { JobWish } from './slurm-way.ts';

/** What versions of Slurm's REST interface have in different ways. All else is the same, or read in all its ways. */
export interface RestDialect {
  /** What of a job is written differently. */
  job(wish: JobWish): Readonly<Record<string, unknown>>;
}

const number = (value: number) => ({ set: true, infinite: false, number: value });

/** Up to v0.0.38: plain numbers, an object for the environment. Verified with Slurm 22.05.8. */
const plain: RestDialect = {
  job: ({ environment, memory, timeLimit, gpus }) => ({
    environment,
    nodes: [1, 1],
    open_mode: 'append',
    ...(memory !== undefined && { memory_per_node: memory }),
    ...(timeLimit !== undefined && { time_limit: timeLimit }),
    ...(gpus !== undefined && { gres: `gpu:${gpus}` }),
  }),
};

/** From v0.0.39 on: numbers that can be unset or infinite, lists of flags. By the documents, not run. */
const tagged: RestDialect = {
  job: ({ environment, memory, timeLimit, gpus }) => ({
    environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    minimum_nodes: 1,
    maximum_nodes: 1,
    open_mode: ['APPEND'],
    ...(memory !== undefined && { memory_per_node: number(memory) }),
    ...(timeLimit !== undefined && { time_limit: number(timeLimit) }),
    ...(gpus !== undefined && { tres_per_node: `gres/gpu:${gpus}` }),
  }),
};

/** How a version of the interface writes things: `v0.0.38`. */
export function restDialect(version: string): RestDialect {
  const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  const isPlain = Number(major) === 0 && Number(minor) === 0 && Number(patch) <= 38;
  return isPlain ? plain : tagged;
}
