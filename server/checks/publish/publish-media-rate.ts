import { baseOf } from '../../formats/comp/folder-names.ts';
import { isMovieName } from '../../project/sequence.ts';
import type { PublishCheck } from '../publish-check.ts';
import { feedingClips } from './feeding-clips.ts';

/** Rates that differ by less are one: 23.976 and 24000/1001. */
const SAME_RATE = 0.01;

/** A movie that feeds the Saver of a publish and has another frame rate than the project. */
export const publishMediaRate: PublishCheck = {
  code: 'publish-media-rate',
  title: 'A movie that a publish needs has another frame rate than its project.',
  defaultSeverity: 'warning',
  async *run(subject) {
    const wanted = subject.config.frameRate;
    if (wanted === undefined) return;
    for (const { loader, range, path } of feedingClips(subject)) {
      const rate = isMovieName(baseOf(path)) ? await subject.disk.movieRate(path) : undefined;
      if (rate === undefined || Math.abs(rate - wanted) <= SAME_RATE) continue;
      const shown = Number(rate.toFixed(3));
      yield { message: `${loader.name} reads a movie of ${shown} frames a second; the project has ${wanted}.`, range };
    }
  },
};
