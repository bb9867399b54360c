import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { type FrameTokenKind, frameTokens } from '../../formats/frames/frame-tokens.ts';
import type { MeaningfulWord, WordKind } from '../answers/semantic-tokens.ts';

const KINDS: Readonly<Partial<Record<FrameTokenKind, WordKind>>> = {
  number: 'number',
  range: 'keyword',
  step: 'keyword',
};

/** The words of a frame text: numbers, and the signs that make ranges of them. */
export function* wordsOf(frames: FrameText): Generator<MeaningfulWord> {
  const { range } = frames.place;
  // Where escapes stand in between, no part of the text has a place of its own.
  if (range.end - range.start !== frames.text.length) return;
  for (const { kind, start, end } of frameTokens(frames.text)) {
    const word = KINDS[kind];
    if (word !== undefined) yield { range: frames.rangeOf({ start, end }), kind: word, traits: [] };
  }
}
