import type { FarmKind } from '../driver/farm-driver.ts';
import { DeadlineCloudDriver } from './deadline-cloud-driver.ts';

/** AWS Deadline Cloud. */
export const deadlineCloud: FarmKind = {
  faults: ({ region, farmId, queueId, pool, group }) => [
    ...(region === undefined ? ['region is missing: eu-central-1.'] : []),
    ...(farmId === undefined ? ['farmId is missing: the id of the farm.'] : []),
    ...(queueId === undefined ? ['queueId is missing: the id of the queue.'] : []),
    ...(pool === undefined && group === undefined
      ? []
      : ['Deadline Cloud knows no pools and no groups: describe another queue as another farm.']),
  ],
  // Where none is set, the variables of AWS's own programs are taken; whether there are any is found out by asking.
  credential: { name: 'AWS access key', isNeeded: false },
  create: (parts) => new DeadlineCloudDriver(parts),
};
