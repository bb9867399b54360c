import type { RequestName } from '../../../protocol/requests.ts';
import type { Machine } from '../../system/machine.ts';
import type { HandlersOf } from './handlers.ts';

type SystemRequest = Extract<RequestName, `system/${string}`>;

/** The requests about the machine. `changed`: what renders may use is another now. */
export const systemHandlers = (
  machine: Pick<Machine, 'info' | 'reserve'>,
  changed: () => void,
): HandlersOf<SystemRequest> => ({
  'system/info': async () => ({ system: await machine.info() }),
  'system/reserve': async (reservation) => {
    await machine.reserve(reservation);
    changed();
    return { system: await machine.info() };
  },
});
