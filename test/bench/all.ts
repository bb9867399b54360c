// usage: node test/bench/all.ts
// Runs all measurements, one after the other.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const MEASUREMENTS = [
  'open-comp',
  'keystroke',
  'heap',
  'start',
  'holds',
  'workspace',
  'frames',
  'locks',
  'queue',
  'verify',
  'publish',
  'recall',
];

for (const name of MEASUREMENTS) {
  console.log(`\n${name}\n`);
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [program], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
