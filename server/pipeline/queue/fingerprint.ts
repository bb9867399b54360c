import { createHash } from 'node:crypto';
import type { JobSpec } from './job-spec.ts';

/** Names the files that a job writes, and what of: two jobs with the same fingerprint do the same work. */
export function fingerprintOf({ project, comp, layers }: JobSpec): string {
  const hash = createHash('sha256').update(JSON.stringify(['compline-job-1', project, comp]));
  for (const layer of layers) {
    hash.update(JSON.stringify(layer.name));
    for (const { frames, outputs } of layer.tasks) hash.update(JSON.stringify([frames, outputs]));
  }
  return hash.digest('hex');
}
