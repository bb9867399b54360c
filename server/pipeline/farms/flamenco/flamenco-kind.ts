import type { FarmKind } from '../driver/farm-driver.ts';
import { FlamencoDriver } from './flamenco-driver.ts';

/** Blender's Flamenco 3. */
export const flamenco: FarmKind = {
  faults: ({ url, pool, limits }) => [
    ...(url === undefined ? ['url is missing: the address of the Flamenco Manager, http://host:8080.'] : []),
    ...(pool === undefined ? [] : ['Flamenco knows no pools: use group, which is a worker tag.']),
    ...(limits === undefined || limits.length === 0 ? [] : ['Flamenco knows no limits.']),
  ],
  credential: undefined,
  create: (parts) => new FlamencoDriver(parts),
};
