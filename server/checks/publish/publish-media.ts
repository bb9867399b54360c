import { baseOf } from '../../formats/comp/folder-names.ts';
import { sequenceNumber } from '../../project/sequence.ts';
import { count, missingFrom, written } from '../project/frames.ts';
import type { PublishCheck } from '../publish-check.ts';
import { feedingClips } from './feeding-clips.ts';

/** Media that feeds the Saver of a publish, and that is not on disk for all frames that are rendered. */
export const publishMedia: PublishCheck = {
  code: 'publish-media',
  title: 'Media that a publish needs is not on disk.',
  defaultSeverity: 'error',
  replaces: ['media-missing', 'media-gaps'],
  async *run(subject) {
    const saver = subject.intent.saver.name;
    for (const { loader, range, path, wanted, isSure, mayMiss } of feedingClips(subject)) {
      const media = await subject.place.mediaAt(path);
      const severity = mayMiss ? 'warning' : 'error';
      const ofFrames = isSure ? severity : 'warning';
      const nothing = `${loader.name}, which feeds ${saver}, reads ${baseOf(path)}, which is not on disk.`;
      if (media.kind === 'missing') yield { severity, message: nothing, range };
      if (media.kind !== 'sequence') continue;
      const number = sequenceNumber(baseOf(path))?.number;
      const needed = wanted ?? (number === undefined ? undefined : { first: number, last: number });
      const missing = needed === undefined ? [] : missingFrom(needed, media.frames);
      if (needed === undefined || missing.length === 0) continue;
      const frames = count(missing);
      const some = `${frames === 1 ? 'Frame' : 'Frames'} ${written(missing)} of ${loader.name}, which feeds ${saver}, ${frames === 1 ? 'is' : 'are'} not on disk.`;
      const isAll = frames === count([needed]);
      yield { severity: isAll ? severity : ofFrames, message: isAll ? nothing : some, range };
    }
  },
};
