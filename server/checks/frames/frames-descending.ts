import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { DocumentCheck } from '../document-check.ts';
import { partsOf } from './reads-parts.ts';

/** Ranges that go down. */
export const framesDescending: DocumentCheck<FrameText> = {
  code: 'frames-descending',
  title: 'A range of frames goes down.',
  defaultSeverity: 'hint',
  *run(frames) {
    for (const { first, last, step, range } of partsOf(frames)) {
      if (last >= first) continue;
      // Upwards the steps begin at the other end: only where both ends are on them it is the same frames.
      const isSame = (first - last) % step === 0;
      const upwards = `${last}-${first}${step === 1 ? '' : `x${step}`}`;
      yield {
        message: `${frames.text.slice(range.start, range.end)} goes down: frame ${first} comes first.`,
        range: frames.rangeOf(range),
        fixes: isSame ? [{ title: `Write ${upwards}`, edits: [frames.replace(range, upwards)] }] : [],
      };
    }
  },
};
