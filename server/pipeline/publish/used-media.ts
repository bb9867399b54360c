import path from 'node:path';
import type { FeedingClip } from '../../checks/publish/feeding-clips.ts';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { parseVersionFolder } from '../../project/names/version-folder.ts';
import type { Roots } from '../../project/roots.ts';
import type { UsedMedia } from '../../protocol/used-media.ts';

/** Where the media of a comp lies. */
interface UsedPlace {
  /** The project's root; absolute. */
  readonly root: string;
  readonly roots: Roots;
}

/** What a publish is made of: the clips that feed its Saver, each by a name that means the same on every machine. */
export function usedMedia(clips: readonly FeedingClip[], { root, roots }: UsedPlace): readonly UsedMedia[] {
  return clips.map(({ loader, path: file, wanted }) => ({
    loader: loader.name,
    ...namedFrom(file, root, roots),
    ...versionOf(file),
    ...(wanted !== undefined && { frames: { first: wanted.first, last: wanted.last } }),
  }));
}

function namedFrom(file: string, root: string, roots: Roots): Pick<UsedMedia, 'path' | 'root'> {
  const below = path.relative(root, file);
  const isBelow = below !== '' && below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below);
  if (isBelow) return { path: slashed(below) };
  const rooted = roots.under(file);
  return rooted === undefined ? { path: slashed(file) } : { path: rooted.rest, root: rooted.root };
}

/** The version whose folder a file is in, the innermost; nothing for a file in none. */
function versionOf(file: string): Pick<UsedMedia, 'step' | 'number' | 'state'> {
  const parts = slashed(path.dirname(file)).split('/');
  const at = parts.lastIndexOf(PUBLISHED_FOLDER);
  const version = at < 1 ? undefined : parseVersionFolder(parts[at + 1] ?? '');
  const step = parts[at - 1];
  return version === undefined || step === undefined ? {} : { step, number: version.number, state: version.state };
}

const slashed = (file: string): string => file.split(path.sep).join('/');
