import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Studio } from '../protocol/cli/studio.ts';
import type { SlurmLab } from './slurm-lab.ts';

/** The names of the frames of a publish of SH020. */
export const frames = Array.from({ length: 12 }, (_, at) => `DEMO_S_SH020_COMP.${1001 + at}.exr`);

/** The sample project with the lab as its farm: six chunks of two frames, `rate` frames a second. By REST jobs belong to
 * the daemon's user, who has to be able to write. */
export async function studioOn(lab: SlurmLab, way: 'REST' | 'commands', rate = 400): Promise<Studio> {
  const studio = await Studio.open();
  const file = path.join(studio.project, 'compline.yaml');
  const text = (await readFile(file, 'utf8'))
    .replace("      - '4'\n", `      - '${rate}'\n`)
    .replace('chunkSize: 6', 'chunkSize: 2');
  const url = way === 'REST' ? `, url: '${lab.url}'` : '';
  await writeFile(file, `${text}\nfarm: lab\nfarms:\n  lab: { type: slurm, pool: render${url} }\n`);
  await lab.open(studio.root);
  await studio.run('trust');
  return studio;
}
