// usage: npm run bench:farms [-- ROUNDS]
// What farms cost: handing jobs over, a question about all of them in which nothing is new, and one in which a chunk of
// each is completed, against the number of jobs, and of chunks in one job. The farm answers at once, out of memory.

import { performance } from 'node:perf_hooks';
import { argv } from 'node:process';
import { FarmRig } from '../unit/pipeline/farms/support/farm-rig.ts';
import { fakeTask, jobOfTasks } from '../unit/pipeline/jobs.ts';
import { spreadOf } from './spread.ts';

const rounds = Number(argv[2] ?? 3);

interface Figures {
  readonly submit: number;
  readonly handOver: number;
  readonly quiet: number;
}

async function measure(jobs: number, chunks: number): Promise<Figures> {
  await using rig = new FarmRig();
  rig.farm.tellsChangesOnly = true;
  rig.farm.capabilities = { ...rig.farm.capabilities, mostTasks: 1_000 };
  await rig.boot();
  const tasks = Array.from({ length: chunks }, (_, at) => ({ ...fakeTask('/r', at, at), outputs: [] }));
  const began = performance.now();
  for (let at = 0; at < jobs; at += 1) await rig.remote().submit(`j${at}`, jobOfTasks(tasks));
  const submitted = performance.now();
  const orders = jobs * Math.ceil(chunks / 1_000);
  await rig.until('all are handed over', () => rig.farm.jobs.length === orders, 600_000);
  const handed = performance.now();
  // From one question to the one after the next: all that happens between two of them.
  const looks = () => rig.farm.asked.filter((it) => it.startsWith('look')).length;
  const passes = async (count: number) => {
    const from = looks();
    await rig.until('it is asked', () => looks() >= from + count, 600_000);
  };
  await passes(2);
  const quietBegan = performance.now();
  await passes(5);
  return {
    submit: (submitted - began) / (jobs * chunks),
    handOver: (handed - submitted) / (jobs * chunks),
    quiet: (performance.now() - quietBegan) / 5,
  };
}

const show = (title: string, all: readonly Figures[]): void => {
  const line = (name: keyof Figures, unit: string) => {
    const { median, low, high } = spreadOf(all.map((it) => it[name]));
    return `${name} ${median.toFixed(3)} ${unit} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  };
  console.log(
    `${title}: ${line('submit', 'ms/chunk')}, ${line('handOver', 'ms/chunk')}, ${line('quiet', 'ms/question')}`,
  );
};

for (const [jobs, chunks] of [
  [100, 10],
  [1_000, 10],
  [5_000, 10],
  [1, 1_000],
  [1, 10_000],
  [1, 100_000],
] as const) {
  const all: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measure(jobs, chunks));
  show(`${jobs} jobs of ${chunks} chunks`, all);
}
