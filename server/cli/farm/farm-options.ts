import type { Command } from 'commander';
import { names } from '../queue/option-values.ts';

/** Where something is rendered, as the command line has it. */
export interface FarmOptions {
  readonly farm?: string;
  readonly pool?: string;
  readonly group?: string;
  readonly limits?: readonly string[];
}

/** Adds the options that say where something is rendered. */
export function addFarmOptions(command: Command): Command {
  return command
    .option('--farm <name>', 'where it is rendered: local is this machine; else as compline.yaml says')
    .option('--pool <name>', 'the pool of the farm, a partition of Slurm for instance')
    .option('--group <name>', 'the group of machines of the farm')
    .option('--limits <names>', 'limits of the farm that each chunk takes one of, with commas', names);
}

/** What they say, for a submission or a publish. */
export const farmWish = ({ farm, pool, group, limits }: FarmOptions) => ({
  ...(farm !== undefined && { farm }),
  ...(pool !== undefined && { pool }),
  ...(group !== undefined && { group }),
  ...(limits !== undefined && { limits: [...limits] }),
});
