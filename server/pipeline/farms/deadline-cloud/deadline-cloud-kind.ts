import type { FarmKind } from '../driver/farm-driver.ts';
import { DeadlineCloudDriver } from './deadline-cloud-driver.ts';

/** AWS Deadline Cloud. */
export const deadlineCloud: FarmKind = {
  // Where none is set, the variables of AWS's own programs are taken; whether there are any is found out by asking.
  credential: { name: 'AWS access key', isNeeded: false },
  create: (parts) => new DeadlineCloudDriver(parts),
};
