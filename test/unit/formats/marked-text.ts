import type { TextRange } from '../../../server/formats/text/range.ts';

/** A text whose interesting stretches stood between `«` and `»`. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** Takes the marks out of a text and says where they were; marks may stand inside one another. */
export function readMarks(marked: string): MarkedText {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') {
      open.push(ranges.length);
      ranges.push({ start: text.length, end: -1 });
    } else if (character === '»') {
      const range = ranges[open.pop() ?? -1];
      if (range === undefined) throw new Error(`A mark is closed that was not opened: ${marked}`);
      range.end = text.length;
    } else text += character;
  }
  if (open.length > 0) throw new Error(`A mark is not closed: ${marked}`);
  return { text, ranges };
}

/** Puts marks round the given stretches, the outer one first where two begin together. */
export function writeMarks(text: string, ranges: readonly TextRange[]): string {
  const marks = ranges.flatMap(({ start, end }, index) => {
    if (start === end) return [{ at: start, order: index, mark: '«»' }];
    return [
      { at: start, order: index, mark: '«' },
      { at: end, order: -index - 1, mark: '»' },
    ];
  });
  marks.sort((a, b) => a.at - b.at || Number(a.mark !== '»') - Number(b.mark !== '»') || a.order - b.order);
  let result = '';
  let done = 0;
  for (const { at, mark } of marks) {
    result += text.slice(done, at) + mark;
    done = at;
  }
  return result + text.slice(done);
}
