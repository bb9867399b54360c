import type { FarmType } from '../../../formats/config/farm-schema.ts';
import { deadline } from '../deadline/deadline-kind.ts';
import { deadlineCloud } from '../deadline-cloud/deadline-cloud-kind.ts';
import { flamenco } from '../flamenco/flamenco-kind.ts';
import { openCue } from '../opencue/opencue-kind.ts';
import { slurm } from '../slurm/slurm-kind.ts';
import type { FarmKind } from './farm-driver.ts';

/** The kinds of farms that there are drivers for. */
export const farmKinds: Readonly<Record<FarmType, FarmKind>> = {
  slurm,
  opencue: openCue,
  deadline,
  flamenco,
  'deadline-cloud': deadlineCloud,
};
