// One verifying read of a sequence (structure and SHA-256 of every frame) against sha256sum over the same files in as
// many processes as the machine has processors, in turn: medians and quartiles of times, and of the ratios of each
// round. It gates nothing.
// usage: node test/bench/verify.ts [FRAMES [KILOBYTES_A_FRAME [ROUNDS]]], 200 frames of 2 000 kB in 5 rounds where nothing is said
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { FrameVerifier } from '../../server/pipeline/publish/frame-verifier.ts';
import { expectedFiles } from '../../server/pipeline/publish/verify.ts';
import { outputFiles } from '../../server/project/sequence.ts';
import { exrFile } from '../unit/formats/images/write-images.ts';
import { spreadOf } from './spread.ts';

const [frames = 200, kilobytes = 2_000, rounds = 5] = process.argv.slice(2).map(Number);

/** Values of four bytes in a scan line. */
const WIDTH = 2_500;

const files = outputFiles('frame.0000.exr');
const span = { first: 1, last: frames };

const folder = mkdtempSync(path.join(tmpdir(), 'cl-bench-'));
const processes = availableParallelism();
try {
  const lines = Math.max(1, Math.round((kilobytes * 1_000) / (WIDTH * 4)));
  const bytes = exrFile({ width: WIDTH, height: lines, channels: [['R', 2]] });
  for (const [at, name] of files.namesOf(span).entries()) {
    bytes.writeUInt32LE(at, bytes.length - 4);
    writeFileSync(path.join(folder, name), bytes);
  }
  console.log(`${frames} frames of ${(bytes.length / 1e6).toFixed(2)} MB, ${processes} processors, ${rounds} rounds`);
  const times: { readonly verify: number; readonly sums: number; readonly cpu: number }[] = [];
  // The first round has the files read into memory and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const sums = sha256sum();
    const { wall: verify, cpu } = await verifyAll();
    if (round > 0) times.push({ verify, sums, cpu });
  }
  const told = (numbers: readonly number[], digits: number) => {
    const { median, low, high } = spreadOf(numbers);
    return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  };
  console.log(
    `verify:           ${told(
      times.map((it) => it.verify),
      0,
    )} ms, ${told(
      times.map((it) => it.cpu),
      0,
    )} ms of processor`,
  );
  console.log(
    `sha256sum -P ${processes}:   ${told(
      times.map((it) => it.sums),
      0,
    )} ms`,
  );
  console.log(
    `verify/sha256sum: ${told(
      times.map((it) => it.verify / it.sums),
      2,
    )}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

function sha256sum(): number {
  const began = performance.now();
  const command = `ls | xargs -P ${processes} -n 64 sha256sum`;
  const { status } = spawnSync('sh', ['-c', `${command} > /dev/null`], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error('sha256sum cannot be run.');
  return performance.now() - began;
}

async function verifyAll(): Promise<{ readonly wall: number; readonly cpu: number }> {
  const before = process.cpuUsage();
  const began = performance.now();
  const { problems } = await new FrameVerifier({ folder, expected: expectedFiles(files, span) }).complete();
  const wall = performance.now() - began;
  if (problems.length > 0) throw new Error(`Verifying found ${problems[0]?.message}`);
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1_000 };
}
