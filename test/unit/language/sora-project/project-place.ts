import path from 'node:path';
import type { CompPlace } from '../../../../server/project/comp-place.ts';
import { resolveMedia } from '../../../../server/project/media-path.ts';

/** A project that lies in `/show/teaser.sorastudio`, beside files with these texts, and folders where there is null. */
export function projectPlace(files: Readonly<Record<string, string | Uint8Array | null>> = {}): CompPlace {
  const file = '/show/teaser.sorastudio';
  const find = (wanted: string): string | Uint8Array | null | undefined => files[path.relative('/show', wanted)];
  return {
    file,
    project: undefined,
    resolve: (name, maps) => {
      const resolved = resolveMedia(name, '/show', maps);
      return resolved.kind === 'path' ? resolved.path : undefined;
    },
    mediaAt: async (wanted) => ({ path: wanted, kind: find(wanted) === undefined ? 'missing' : 'file', frames: [] }),
    bytesAt: async (wanted, atMost) => {
      const found = find(wanted);
      const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
      return bytes?.subarray(0, atMost) ?? undefined;
    },
    itemsIn: async () => [],
    newestVersion: async () => undefined,
  };
}
