import type { FarmKind } from '../driver/farm-driver.ts';
import { OpenCueDriver } from './opencue-driver.ts';

/** OpenCue, by its REST gateway. */
export const openCue: FarmKind = {
  credential: { name: 'JWT or JWT secret of the REST gateway', isNeeded: true },
  create: (parts) => new OpenCueDriver(parts),
};
