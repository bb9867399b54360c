import type { FarmStatus } from '../../../../server/protocol/farms.ts';

/** A farm of a project that nobody has asked yet; this machine by the name `local`. */
export const someFarm = (name: string, change: Partial<FarmStatus> = {}): FarmStatus => ({
  name,
  type: name === 'local' ? 'local' : 'slurm',
  isDefault: false,
  answers: name === 'local' ? 'yes' : 'unknown',
  credential: 'not-needed',
  faults: [],
  jobs: 0,
  ...change,
});
