import path from 'node:path';
import type { CompPlace, MediaOnDisk } from '../../../../server/project/comp-place.ts';
import { resolveWithRoots } from '../../../../server/project/media-path.ts';
import type { NewestVersion } from '../../../../server/project/newest-version.ts';
import { Roots } from '../../../../server/project/roots.ts';

/** What a fake place holds. */
export interface FakeDisk {
  /** What lies under paths; everything else is missing. */
  readonly media?: Readonly<Record<string, Pick<MediaOnDisk, 'kind' | 'frames'>>>;
  /** The newest versions of paths. */
  readonly newest?: Readonly<Record<string, NewestVersion>>;
  readonly project?: CompPlace['project'];
  readonly roots?: Roots;
}

/** A comp that lies in `/show/sh010/comp/a.comp`, on a disk that holds what the test says. */
export function fakePlace({ media = {}, newest = {}, project, roots }: FakeDisk = {}): CompPlace {
  const file = '/show/sh010/comp/a.comp';
  return {
    file,
    project,
    ...(roots && { roots }),
    resolve: (name, maps) => resolveWithRoots(name, path.dirname(file), maps, roots ?? new Roots({}, 'linux')),
    mediaAt: async (wanted) => ({ path: wanted, ...(media[wanted] ?? { kind: 'missing', frames: [] }) }),
    bytesAt: async () => undefined,
    newestVersion: async (wanted) => newest[wanted],
  };
}
