import { listVersions } from '../../project/versions.ts';
import type { Collected } from './collect.ts';
import { readManifest } from './read-manifest.ts';

/** The comp is written as a snapshot, as what is rendered, and into the version. */
const COPIES_OF_COMP = 3;

/**
 * How many bytes a publish will need: its frames as `estimatedOutput` has them; of a first version only the comp is
 * counted, as nobody knows more.
 */
export async function roomNeeded(collected: Collected, container: string): Promise<number> {
  return collected.bytes.length * COPIES_OF_COMP + ((await estimatedOutput(collected, container)) ?? 0);
}

/**
 * How many bytes the frames will take, if they are as large as those that the same Saver rendered for the newest version
 * in `container`; undefined where there is none.
 */
export async function estimatedOutput({ frames, saver }: Collected, container: string): Promise<number | undefined> {
  // What is wrong with the folder is told by whoever needs it.
  const [newest] = await listVersions(container).catch(() => []);
  const manifest = newest && (await readManifest(newest.folder));
  if (manifest === undefined || manifest.saver !== saver.name || manifest.files.length === 0) return undefined;
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  // A movie is as long as its frames are many, a frame as large as another one.
  const before = manifest.frames.last - manifest.frames.first + 1;
  return Math.ceil((total / Math.max(1, before)) * (frames.last - frames.first + 1));
}
