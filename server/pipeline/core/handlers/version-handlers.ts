import type { RequestName } from '../../../protocol/requests.ts';
import type { SaveContext } from '../../saves/save-context.ts';
import type { Saves } from '../../saves/saves.ts';
import { compareFiles } from '../../versions/compare-files.ts';
import { compVersions } from '../../versions/list-versions.ts';
import { restoreVersion } from '../../versions/restore-version.ts';
import type { HandlersOf } from './handlers.ts';

type VersionRequest = Extract<RequestName, `version/${string}`>;

/** The requests about what is kept of a comp. */
export const versionHandlers = (parts: {
  readonly saves: Saves;
  readonly context: SaveContext;
}): HandlersOf<VersionRequest> => ({
  'version/list': async ({ comp }) => ({ versions: await compVersions(comp) }),
  'version/compare': async ({ before, after }) => ({ comparison: await compareFiles(before, after) }),
  'version/restore': async (wish, client) => await restoreVersion(parts, wish, client),
});
