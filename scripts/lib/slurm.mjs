// Finds the programs of Slurm that the system tests start. Runs on Node 20 and newer.
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['munged', 'slurmctld', 'slurmd', 'slurmrestd', 'sbatch'];
// Not PATH: that of a user who is not root lacks the folders of daemons on Debian.
const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

/** The absolute path of one of Slurm's programs, or undefined. */
export const findSlurmProgram = (/** @type {string} */ name) =>
  folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));

/** The programs of Slurm that this machine lacks, of those that the tests need. */
export const missingOfSlurm = () => names.filter((name) => findSlurmProgram(name) === undefined);
