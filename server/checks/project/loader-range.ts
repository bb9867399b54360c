import type { Observation } from '../check.ts';
import type { ProjectCheck } from '../project-check.ts';
import { type SequenceOnDisk, sequences, written } from './frames.ts';
import { severityInUse } from './severity-in-use.ts';

/** A Loader that reads other frames than those that are on disk: a sequence that was rendered anew, and longer or shorter. */
export const loaderRange: ProjectCheck = {
  code: 'loader-range',
  title: 'A Loader reads other frames than those on disk.',
  defaultSeverity: 'warning',
  async *run({ facts, place, clips }) {
    if (place.project === undefined) return;
    for (const sequence of sequences(await clips())) {
      const { loader, clip, wanted, disk } = sequence;
      const { range } = clip.file;
      // Where it reads none of them, `media-missing` says it.
      if (wanted.last < disk.first || wanted.first > disk.last) continue;
      if (wanted.first < disk.first || wanted.last > disk.last) {
        yield {
          severity: severityInUse(loader, facts.kind, 'warning'),
          message: `${loader.name} reads frames ${written([wanted])}; on disk are ${written([disk])}.`,
          range,
        };
      } else yield* grown(sequence);
    }
  },
};

/** What is trimmed away is left out on purpose; what has come since the sequence was loaded may be left out unawares. */
function* grown({ loader, clip, disk }: SequenceOnDisk): Generator<Observation> {
  const { startFrame = 0, length } = clip;
  if (length === undefined || length <= 1) return;
  const known = { first: startFrame, last: startFrame + length - 1 };
  if (disk.first >= known.first && disk.last <= known.last) return;
  yield {
    severity: 'information',
    message: `${loader.name} knows frames ${written([known])}; on disk are ${written([disk])}.`,
    range: clip.file.range,
  };
}
