import type { Farms } from '../farms/farms.ts';
import { LOCAL_FARM } from '../farms/local-farm.ts';
import type { PublishFarm } from './begin-publish.ts';

/** Finds the farm of publishes: the one that is named, else that of the configuration; this machine where there are none. */
export function publishFarm(farms: Pick<Farms, 'named' | 'check'> | undefined): PublishFarm {
  if (farms === undefined) return () => ({ name: LOCAL_FARM, handing: undefined, check: async () => [] });
  return ({ root, config, options: { farm: name, pool, group, limits } }) => {
    const choice = {
      ...(pool !== undefined && { pool }),
      ...(group !== undefined && { group }),
      ...(limits !== undefined && { limits }),
    };
    const farm = farms.named({ root, config, name, choice });
    return { name: farm.name, handing: farm.handing, check: (spec) => farms.check(farm, spec) };
  };
}
