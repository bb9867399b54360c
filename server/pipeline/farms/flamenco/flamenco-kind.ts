import type { FarmKind } from '../driver/farm-driver.ts';
import { FlamencoDriver } from './flamenco-driver.ts';

/** Blender's Flamenco 3. */
export const flamenco: FarmKind = {
  credential: undefined,
  home: ({ url }) => url,
  create: (parts) => new FlamencoDriver(parts),
};
