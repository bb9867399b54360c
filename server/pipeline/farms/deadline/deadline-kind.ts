import type { FarmKind } from '../driver/farm-driver.ts';
import { DeadlineDriver } from './deadline-driver.ts';

/** Thinkbox Deadline 10, by its Web Service. */
export const deadline: FarmKind = {
  credential: { name: 'user:password of the Web Service', isNeeded: false },
  create: (parts) => new DeadlineDriver(parts),
};
