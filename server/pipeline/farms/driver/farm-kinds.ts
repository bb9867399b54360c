import type { FarmType } from '../../../formats/config/farm-schema.ts';
import { slurm } from '../slurm/slurm-kind.ts';
import type { FarmKind } from './farm-driver.ts';

/** The kinds of farms that there are drivers for. */
export const farmKinds: Readonly<Partial<Record<FarmType, FarmKind>>> = {
  slurm,
};
