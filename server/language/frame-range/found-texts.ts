import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Pausing } from '../pausing.ts';

/** The frame texts of one version of a document: looked for once, when something first asks. */
export class FoundTexts {
  readonly #find: () => Pausing<FrameText>;
  readonly #blankAt: (offset: number) => FrameText | undefined;
  #found: readonly FrameText[] | undefined;

  /** `blankAt` gives the text that may be written at an offset where there is none yet. */
  constructor(find: () => Pausing<FrameText>, blankAt: (offset: number) => FrameText | undefined = () => undefined) {
    this.#find = find;
    this.#blankAt = blankAt;
  }

  /** All of them, in document order; `undefined` comes before where the work may pause. */
  *all(): Pausing<FrameText> {
    if (this.#found === undefined) {
      const found: FrameText[] = [];
      for (const text of this.#find()) {
        if (text === undefined) yield undefined;
        else found.push(text);
      }
      this.#found = found.sort((a, b) => a.place.range.start - b.place.range.start);
    }
    yield* this.#found;
  }

  /** Those that reach into a stretch of the document; both their ends belong to them. */
  in({ start, end }: TextRange): readonly FrameText[] {
    const found: FrameText[] = [];
    for (const text of this.all()) {
      if (text !== undefined && text.place.range.start <= end && text.place.range.end >= start) found.push(text);
    }
    return found;
  }

  /** The one at an offset. */
  at(offset: number): FrameText | undefined {
    return this.in({ start: offset, end: offset })[0];
  }

  /** The one at an offset, or the one that may be written there. */
  orBlankAt(offset: number): FrameText | undefined {
    return this.at(offset) ?? this.#blankAt(offset);
  }
}
