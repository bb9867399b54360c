import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { differingDialects } from '../../formats/frames/differing-dialects.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import type { DocumentCheck } from '../document-check.ts';
import { partsOf } from './reads-parts.ts';

/**
 * Stepped ranges whose last frame is off the steps: Compline holds it, and most programs leave it out. Other differences
 * between programs are told by the hover.
 */
export const framesAmbiguous: DocumentCheck<FrameText> = {
  code: 'frames-ambiguous',
  title: 'The last frame of a stepped range is off its steps, and other programs leave it out.',
  defaultSeverity: 'information',
  *run(frames) {
    for (const { first, last, step, range } of partsOf(frames)) {
      const run = frameRun(first, last, last < first ? -step : step);
      if (run.last === last) continue;
      const text = frames.text.slice(range.start, range.end);
      const without = differingDialects(text).filter(({ reading }) => reading.includes(`without ${last}`));
      const [one, two] = without.map(({ title }) => title);
      if (one === undefined) continue;
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
  },
};
