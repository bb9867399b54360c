import type { FrameDialect, ParsedFrames } from '../frames/dialect.ts';
import { frameDialect } from '../frames/dialects/all-dialects.ts';
import { complineDialect } from '../frames/dialects/compline.ts';
import type { Move, TextEdit, TextRange } from '../text/range.ts';
import { shiftRange } from '../text/range.ts';

/** Where a frame text stands in its document, and how another is written in its place. */
export interface FramePlace {
  /** Its characters, without quotes. */
  readonly range: TextRange;
  /** What is exchanged when it is written anew: with its quotes where it has some. */
  readonly whole: TextRange;
  /** A text as it is written in place of `whole`. */
  readonly write: (text: string) => string;
  /** The checks of its document judge it already, as one range of frames. */
  readonly isJudged?: boolean;
}

/** A text in a document that stands for frames: `1001-1100x5`. */
export class FrameText {
  readonly place: FramePlace;
  /** What it says, with escapes resolved. */
  readonly text: string;
  /** The dialect that it is read in. */
  readonly dialect: FrameDialect;
  #parsed: ParsedFrames | undefined;

  constructor(place: FramePlace, text: string, dialect: FrameDialect = complineDialect) {
    this.place = place;
    this.text = text;
    this.dialect = dialect;
  }

  /** Its frames, or everything that is wrong with it. It is read once. */
  get parsed(): ParsedFrames {
    this.#parsed ??= this.dialect.parse(this.text);
    return this.#parsed;
  }

  /** The checks of frame texts are asked about it. */
  get isChecked(): boolean {
    return !this.isBlank && this.place.isJudged !== true;
  }

  /** There is nothing but blanks yet. */
  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  /** Where a stretch of `text` stands in the document; all of it where escapes stand in between. */
  rangeOf({ start, end }: TextRange): TextRange {
    const { range } = this.place;
    if (!this.#isAsWritten) return range;
    return { start: range.start + start, end: range.start + end };
  }

  /** The offset in `text` of an offset of the document inside of it. */
  offsetOf(offset: number): number {
    const { range } = this.place;
    return this.#isAsWritten ? offset - range.start : 0;
  }

  /** The edit that writes another text in its place. */
  rewrite(text: string): TextEdit {
    return { range: this.place.whole, newText: this.place.write(text) };
  }

  /** The edit that writes another text in the place of a stretch of `text`. */
  replace({ start, end }: TextRange, newText: string): TextEdit {
    return this.rewrite(this.text.slice(0, start) + newText + this.text.slice(end));
  }

  /** The same where the text around it has moved. */
  shifted(move: Move): FrameText {
    const { range, whole } = this.place;
    const place = { ...this.place, range: shiftRange(range, move), whole: shiftRange(whole, move) };
    return new FrameText(place, this.text, this.dialect);
  }

  /** Escapes make what is written longer than what it says. */
  get #isAsWritten(): boolean {
    return this.place.range.end - this.place.range.start === this.text.length;
  }
}

/**
 * A text with more characters than this is not read in all other dialects, nor written in them, while somebody waits: of
 * every error in it each of them has a list. The command line does it.
 */
export const LONGEST_FOR_OTHERS = 50_000;

/** The keys whose texts stand for frames, in documents of every language. */
export const FRAME_KEYS: ReadonlySet<string> = new Set(['frames', 'frame_range', 'frameRange', 'frame-range']);

/**
 * True for a text that is meant as frames, right or wrong. Other programs put other things under the same keys: variables,
 * placeholders, `all`.
 */
export function looksLikeFrames(text: string): boolean {
  return text.trim() === '' || /^[\s,]*-?\d/.test(text);
}

/** True for a text that goes over lines, as no frame text does. */
export function isOverLines(written: string): boolean {
  return /[\r\n]/.test(written);
}

/** The dialect of batch renders of LRC Toolbox. */
export function batchDialect(): FrameDialect {
  return frameDialect('lrc-toolbox') ?? complineDialect;
}
