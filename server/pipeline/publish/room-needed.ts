import { listVersions } from '../../project/versions.ts';
import type { Collected } from './collect.ts';
import { readManifest } from './read-manifest.ts';

/** The comp is written as a snapshot, as what is rendered, and into the version. */
const COPIES_OF_COMP = 3;

/**
 * How many bytes a publish will need: its frames are taken to be as large as those that the same Saver rendered for the
 * newest version in `container`; of a first version only the comp is counted, as nobody knows more.
 */
export async function roomNeeded({ bytes, frames, saver }: Collected, container: string): Promise<number> {
  const ofComp = bytes.length * COPIES_OF_COMP;
  // What is wrong with the folder is told by whoever needs it.
  const [newest] = await listVersions(container).catch(() => []);
  const manifest = newest && (await readManifest(newest.folder));
  if (manifest === undefined || manifest.saver !== saver.name || manifest.files.length === 0) return ofComp;
  const ofFrame = manifest.files.reduce((sum, file) => sum + file.bytes, 0) / manifest.files.length;
  const isMovie = manifest.files.length === 1;
  return Math.ceil(ofComp + ofFrame * (isMovie ? 1 : frames.last - frames.first + 1));
}
