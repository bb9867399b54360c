import type { ProjectCheck } from '../project-check.ts';
import { count, missingFrom, sequences, written } from './frames.ts';
import { severityInUse } from './severity-in-use.ts';

/** Frames that are missing in the middle of a sequence that a Loader reads. */
export const mediaGaps: ProjectCheck = {
  code: 'media-gaps',
  title: 'Frames are missing in the sequence of a Loader.',
  defaultSeverity: 'warning',
  async *run(comp) {
    for (const { loader, clip, media, wanted, disk } of sequences(await comp.clips())) {
      const inside = { first: Math.max(wanted.first, disk.first), last: Math.min(wanted.last, disk.last) };
      const gaps = missingFrom(inside, media.frames);
      if (gaps.length === 0) continue;
      const frames = count(gaps) === 1 ? 'Frame' : 'Frames';
      const are = count(gaps) === 1 ? 'is' : 'are';
      yield {
        severity: severityInUse(loader, comp.facts.kind, 'warning'),
        message: `${frames} ${written(gaps)} of ${loader.name} ${are} not on disk.`,
        range: clip.file.range,
      };
    }
  },
};
