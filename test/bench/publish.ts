// How the end of a publish grows with its frames, from the moment that they are verified until the version stands and
// is recorded: operations on files, and the median of some rounds in turn, in milliseconds. Into the step it should not
// grow at all; into the export folder it does, by two moves for each frame. It gates nothing.
// usage: node test/bench/publish.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { crashingFiles } from '../unit/pipeline/publish/crash-files.ts';
import { InstantQueue } from '../unit/pipeline/publish/instant-queue.ts';
import { projectIn } from '../unit/pipeline/publish/project-in.ts';

const rounds = 5;
const few = 24;

interface Tail {
  readonly operations: number;
  /** Milliseconds. */
  readonly time: number;
}

/** Publishes so many frames, for the second time in a project of its own, and measures the end of it. */
async function tail(frames: number, destination: 'step' | 'project'): Promise<Tail> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cl-bench-'));
  try {
    const project = await projectIn(folder, (config) => config.replace('chunkSize: 5', 'chunkSize: 1000'));
    const comp = await readFile(project.comp, 'utf8');
    const range = `{ 1001, ${1000 + frames} }`;
    await writeFile(project.comp, comp.replace(/(Render|Global)Range = \{[^}]*\}/g, `$1Range = ${range}`));
    const spec = path.join(project.root, 'pipeline/comp.renderspec.yaml');
    await writeFile(spec, (await readFile(spec, 'utf8')).replace(/export_dest: \w+/, `export_dest: ${destination}`));
    const { files, calls } = crashingFiles(Number.POSITIVE_INFINITY, 'before');
    const publisher = project.publisher(files, new InstantQueue());
    let began = { calls: 0, time: 0 };
    publisher.onChange(({ phase }) => {
      if (phase === 'committing') began = { calls: calls.length, time: performance.now() };
    });
    let time = 0;
    for (let turn = 0; turn < 2; turn += 1) {
      await publisher.start(project.options());
      await publisher.settled();
      time = performance.now() - began.time;
    }
    return { operations: calls.length - began.calls, time };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const destination of ['step', 'project'] as const) {
  const tails = new Map<number, Tail[]>([
    [few, []],
    [few * 10, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [frames, list] of tails) list.push(await tail(frames, destination));
  }
  const [one, ten] = [...tails].map(([frames, list]) => ({ frames, ...summary(list) }));
  if (one === undefined || ten === undefined) throw new Error('Nothing was measured.');
  for (const { frames, operations, median, least, most } of [one, ten]) {
    console.log(
      `into the ${destination}, ${frames} frames: ${operations} operations, ${median.toFixed(1)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`,
    );
  }
  const growth = `${(ten.operations / one.operations).toFixed(2)} times the operations, ${(ten.median / one.median).toFixed(2)} times the time`;
  console.log(`into the ${destination}, ten times the frames: ${growth}`);
}

function summary(list: readonly Tail[]) {
  const times = list.map(({ time }) => time).sort((a, b) => a - b);
  return {
    operations: list[0]?.operations ?? 0,
    median: times[Math.floor(times.length / 2)] ?? 0,
    least: times[0] ?? 0,
    most: times.at(-1) ?? 0,
  };
}
