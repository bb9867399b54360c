import type { RequestName } from '../../../protocol/requests.ts';
import type { Saves } from '../../saves/saves.ts';
import type { HandlersOf } from './handlers.ts';

type SaveRequest = Extract<RequestName, `save/${string}`>;

/** The requests about saves. A save belongs to the connection that began it. */
export const saveHandlers = (saves: Saves): HandlersOf<SaveRequest> => ({
  'save/begin': async ({ file }, client) => ({ save: await saves.begin(file, client) }),
  'save/end': async ({ save }, client) => {
    const conflict = await saves.end(save, client);
    return conflict === undefined ? {} : { conflict };
  },
  'save/conflicts': async () => ({ conflicts: await saves.conflicts() }),
  'save/resolve': async ({ conflict, choice }, client) => {
    const version = await saves.resolve(conflict, choice, client);
    return version === undefined ? {} : { version };
  },
  'save/version': async ({ text, ...wish }) => ({
    version: await saves.version({ ...wish, ...(text !== undefined && { bytes: Buffer.from(text) }) }),
  }),
});
