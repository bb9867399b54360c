// usage: node scripts/setup.mjs [--for test|system|start]
// Installs what is missing: the packages always, and for `test`, `system` and `start` what those need besides. npm runs it before
// those scripts, on whatever Node the machine has. It writes to standard error only, so that what the scripts print
// stays theirs, and costs next to nothing when there is nothing to do. Safe when two run at once or when interrupted.
import { argv, exit, platform } from 'node:process';
import { root } from './lib/paths.mjs';
import { findProgram } from './lib/programs.mjs';
import { SetupError } from './setup/npm.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import { installPackages, missingPackages } from './setup/packages.mjs';
import { installPrograms, missingPrograms, neededOf } from './setup/system.mjs';

const purpose = argv[2] === '--for' ? argv[3] : 'build';

// code-server runs on Linux and macOS only.
const hasCodeServer = platform !== 'win32';
const slurm = platform === 'linux' ? ['slurm'] : [];
const needs = {
  build: { packages: ['root'], programs: [] },
  start: {
    packages: findProgram('code') === undefined && hasCodeServer ? ['root', 'heavy'] : ['root'],
    programs: ['ffmpeg'],
  },
  test: {
    packages: hasCodeServer ? ['root', 'heavy'] : ['root'],
    programs: [...(hasCodeServer ? ['chromium'] : []), 'ffmpeg', 'luajit', ...slurm],
  },
  system: { packages: ['root'], programs: slurm },
};

const setUp = async ({ packages, programs }) => {
  await installPackages(missingPackages(packages));
  const missing = await installPrograms(missingPrograms(programs));
  if (neededOf(missing).length > 0 && ['test', 'system'].includes(purpose))
    throw new SetupError('The tests need them.');
};

try {
  const needed = needs[purpose];
  if (needed === undefined)
    throw new SetupError(`usage: node scripts/setup.mjs [--for ${Object.keys(needs).join('|')}]`);
  if (missingPackages(needed.packages).length + missingPrograms(needed.programs).length > 0) {
    await oneAtATime(
      root,
      () => setUp(needed),
      () => console.error('Waiting for another set-up of this checkout to end …'),
    );
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  exit(1);
}
