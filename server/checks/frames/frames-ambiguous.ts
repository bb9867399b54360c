import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { differingDialects } from '../../formats/frames/differing-dialects.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import type { DocumentCheck } from '../document-check.ts';
import { partsOf } from './reads-parts.ts';

/** So many of a text are told one by one: each is read in all dialects. */
const MOST_TOLD = 200;

/**
 * Stepped ranges whose last frame is off the steps: Compline holds it, and most programs leave it out. Other differences
 * between programs are told by the hover.
 */
export const framesAmbiguous: DocumentCheck<FrameText> = {
  code: 'frames-ambiguous',
  title: 'The last frame of a stepped range is off its steps, and other programs leave it out.',
  defaultSeverity: 'information',
  *run(frames) {
    let told = 0;
    let more = 0;
    for (const { first, last, step, range } of partsOf(frames)) {
      const run = frameRun(first, last, last < first ? -step : step);
      if (run.last === last) continue;
      if (told === MOST_TOLD) {
        more++;
        continue;
      }
      const text = frames.text.slice(range.start, range.end);
      const without = differingDialects(text).filter(({ reading }) => reading.includes(`without ${last}`));
      const [one, two] = without.map(({ title }) => title);
      if (one === undefined) continue;
      told++;
      const programs =
        two === undefined ? `${one} leaves` : `${one}, ${two}${without.length > 2 ? ' and others' : ''} leave`;
      const plain =
        run.last === first ? `${first},${last}` : `${first}-${run.last}${step === 1 ? '' : `x${step}`},${last}`;
      yield {
        message: `${text} holds ${last}, which is off its steps: ${programs} it out.`,
        range: frames.rangeOf(range),
        fixes: [{ title: `Write ${plain}`, edits: [frames.replace(range, plain)] }],
      };
    }
    if (more === 0) return;
    const message = `${more} more range${more === 1 ? ' holds' : 's hold'} a last frame that is off the steps.`;
    yield { message, range: frames.place.range, fixes: [] };
  },
};
