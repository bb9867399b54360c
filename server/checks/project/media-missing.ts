import { baseOf } from '../../formats/comp/folder-names.ts';
import { framesRead } from '../../project/expected-frames.ts';
import { sequenceNumber } from '../../project/sequence.ts';
import type { ClipOnDisk, ProjectCheck } from '../project-check.ts';
import { count, missingFrom } from './frames.ts';
import { severityInUse } from './severity-in-use.ts';

/** Media that a Loader reads and that is not there. */
export const mediaMissing: ProjectCheck = {
  code: 'media-missing',
  title: 'The media of a Loader is not on disk.',
  defaultSeverity: 'warning',
  async *run(comp) {
    for (const onDisk of await comp.clips()) {
      if (!isMissing(onDisk)) continue;
      const { loader, clip, media } = onDisk;
      yield {
        severity: severityInUse(loader, comp.facts.kind, 'warning'),
        message: `${loader.name} reads ${baseOf(media.path)}, which is not on disk.`,
        range: clip.file.range,
      };
    }
  },
};

/** Of a sequence one frame that is read is enough: `media-gaps` and `loader-range` tell of the others. */
function isMissing({ clip, media }: ClipOnDisk): boolean {
  if (media.kind !== 'sequence') return media.kind === 'missing';
  const number = sequenceNumber(baseOf(media.path))?.number;
  const wanted = framesRead(clip) ?? (number === undefined ? undefined : { first: number, last: number });
  return wanted !== undefined && count(missingFrom(wanted, media.frames)) === count([wanted]);
}
