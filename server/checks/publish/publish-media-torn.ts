import { baseOf, folderOf, joinName } from '../../formats/comp/folder-names.ts';
import { outputFiles } from '../../project/sequence.ts';
import { missingFrom } from '../project/frames.ts';
import type { PublishCheck, PublishSubject } from '../publish-check.ts';
import { type FeedingClip, feedingClips } from './feeding-clips.ts';

/** So many files are looked into at the same time. */
const AT_ONCE = 16;

/** So many files of one clip are looked into; the publish has to begin at some time. */
const MOST_FILES = 20_000;

/** Media that feeds the Saver of a publish, and that is there but empty or not whole. */
export const publishMediaTorn: PublishCheck = {
  code: 'publish-media-torn',
  title: 'A file of the media that a publish needs is empty or torn.',
  defaultSeverity: 'error',
  async *run(subject) {
    const known = new Map<string, Promise<string | undefined>>();
    for (const clip of feedingClips(subject)) {
      const files = await filesOf(clip, subject);
      const faults: string[] = [];
      for (let at = 0; at < files.length; at += AT_ONCE) {
        const found = files.slice(at, at + AT_ONCE).map(async (file) => {
          const fault = known.get(file) ?? subject.disk.fileFault(file);
          known.set(file, fault);
          return (await fault) === undefined ? [] : [`${baseOf(file)}: ${await fault}`];
        });
        faults.push(...(await Promise.all(found)).flat());
      }
      const [first] = faults;
      if (first === undefined) continue;
      const others =
        faults.length === 1 ? '' : ` So ${faults.length === 2 ? 'is 1 other' : `are ${faults.length - 1} others`}.`;
      const severity = clip.isSure ? 'error' : 'warning';
      yield {
        severity,
        message: `${clip.loader.name} reads a file that is not whole. ${first}${others}`,
        range: clip.range,
      };
    }
  },
};

/** The files of a clip that the render reads and that are there. */
async function filesOf({ path, wanted }: FeedingClip, { place }: PublishSubject): Promise<readonly string[]> {
  const media = await place.mediaAt(path);
  if (media.kind === 'movie' || media.kind === 'file') return [path];
  if (media.kind !== 'sequence') return [];
  if (wanted === undefined) return [path];
  const files = outputFiles(baseOf(path));
  const folder = folderOf(path);
  const missing = missingFrom(wanted, media.frames);
  const names: string[] = [];
  for (let number = wanted.first; number <= wanted.last && names.length < MOST_FILES; number += 1) {
    const gap = missing.find(({ last }) => last >= number);
    if (gap !== undefined && gap.first <= number) number = gap.last;
    else names.push(joinName(folder, files.nameOf(number)));
  }
  return names;
}
