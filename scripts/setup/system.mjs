// The programs that come from the system's own package manager.
import { existsSync } from 'node:fs';
import { getuid, platform } from 'node:process';
import { findBrowser, findProgram } from '../lib/programs.mjs';
import { missingOfSlurm } from '../lib/slurm.mjs';
import { run } from './npm.mjs';

/** The programs, with the names of their packages by platform and what they are needed for. */
const programs = {
  chromium: {
    find: findBrowser,
    apt: 'chromium',
    brew: '--cask chromium',
    winget: 'Google.Chrome',
    use: 'the tests in VS Code',
  },
  ffmpeg: {
    find: () => findProgram('ffmpeg'),
    apt: 'ffmpeg',
    brew: 'ffmpeg',
    winget: 'Gyan.FFmpeg',
    use: 'rendering the sample project',
  },
  luajit: {
    find: () => findProgram('luajit'),
    apt: 'luajit',
    brew: 'luajit',
    winget: 'DEVCOM.LuaJIT',
    use: 'the tests of the script for Fusion',
  },
  // Linux alone has it, and not every one: where it is not Debian, the tests go without.
  slurm: {
    find: () => (missingOfSlurm().length === 0 ? 'slurm' : undefined),
    apt: 'slurm-wlm slurmrestd munge',
    use: 'the tests with a real Slurm',
    isOptional: () => !isDebian(),
  },
};

/** Those of the named programs that this machine lacks. */
export const missingPrograms = (names) => names.filter((name) => programs[name].find() === undefined);

/** Those of the named programs without which the tests do not run at all. */
export const neededOf = (names) => names.filter((name) => programs[name].isOptional?.() !== true);

const isDebian = () =>
  platform === 'linux' && existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined;

/** The command by which a person installs the named programs on a platform. */
export const howToInstall = (names, { system = platform, debian = isDebian() } = {}) => {
  const of = (manager) => names.map((name) => programs[name][manager]);
  if (debian) return `sudo apt-get install ${of('apt').join(' ')}`;
  if (system === 'darwin')
    return of('brew')
      .map((it) => `brew install ${it}`)
      .join(' && ');
  if (system === 'win32')
    return of('winget')
      .map((it) => `winget install ${it}`)
      .join(' && ');
  return `your package manager, for: ${names.join(', ')}`;
};

/**
 * Installs the named programs where that can be done without asking, which is as root on Debian. Elsewhere it says
 * what to install. Returns the names that are still missing.
 */
export const installPrograms = async (names) => {
  if (names.length === 0) return [];
  if (isDebian() && getuid?.() === 0) {
    const apt = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
    const packages = names.flatMap((name) => programs[name].apt.split(' '));
    const options = {
      hint: `apt-get could not install ${packages.join(' and ')}: see above.`,
      extraEnv: { DEBIAN_FRONTEND: 'noninteractive' },
    };
    console.error(`Installing Debian's ${packages.join(' and ')} …`);
    await run('apt-get', ['update', ...apt], options);
    await run('apt-get', ['install', '--no-install-recommends', ...apt, ...packages], options);
    return missingPrograms(names);
  }
  const uses = names.map((name) => `${name} (for ${programs[name].use})`);
  console.error(`Missing on this machine: ${uses.join(', ')}. Install by: ${howToInstall(names)}`);
  return names;
};
