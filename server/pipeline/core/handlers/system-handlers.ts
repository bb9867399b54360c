import type { RequestName } from '../../../protocol/requests.ts';
import type { Machine } from '../../system/machine.ts';
import type { HandlersOf } from './handlers.ts';

type SystemRequest = Extract<RequestName, `system/${string}`>;

/** The requests about the machine. `pool` says how many renders are made at the same time. */
export const systemHandlers = (
  machine: Pick<Machine, 'info' | 'reserve'>,
  pool: { readonly size: number },
): HandlersOf<SystemRequest> => ({
  'system/info': async () => ({ system: await machine.info(pool.size) }),
  'system/reserve': async (reservation) => {
    await machine.reserve(reservation);
    return { system: await machine.info(pool.size) };
  },
});
