import { framesRead, framesWritten } from '../../project/expected-frames.ts';
import type { Span } from '../../project/sequence.ts';
import type { ClipOnDisk } from '../project-check.ts';
import type { ProjectFacts } from '../project-facts.ts';
import type { SaverFacts } from './media-facts.ts';

/** The numbers of the files that a Saver writes when the composition is rendered; absent where no range is set. */
export function framesOfSaver(facts: ProjectFacts, { sequenceStart }: SaverFacts): Span | undefined {
  return framesWritten(facts, sequenceStart);
}

/** A clip that is a sequence in the comp and on disk, with the numbers that it reads. */
export interface SequenceOnDisk extends ClipOnDisk {
  readonly wanted: Span;
  /** The first and the last number on disk. */
  readonly disk: Span;
}

/** The sequences among clips. */
export function sequences(clips: readonly ClipOnDisk[]): readonly SequenceOnDisk[] {
  return clips.flatMap((it) => {
    const wanted = framesRead(it.clip);
    const [first] = it.media.frames;
    const last = it.media.frames.at(-1);
    if (wanted === undefined || first === undefined || last === undefined) return [];
    return [{ ...it, wanted, disk: { first: first.first, last: last.last } }];
  });
}

/** The parts of a span that no other span covers. `spans` are in order. */
export function missingFrom({ first, last }: Span, spans: readonly Span[]): readonly Span[] {
  const missing: Span[] = [];
  let next = first;
  for (const span of spans) {
    if (span.first > last) break;
    if (span.first > next) missing.push({ first: next, last: span.first - 1 });
    next = Math.max(next, span.last + 1);
  }
  if (next <= last) missing.push({ first: next, last });
  return missing;
}

/** So many spans are written out. */
const MOST_WRITTEN = 4;

/** Frames in words: `1004, 1007 to 1009`. */
export function written(spans: readonly Span[]): string {
  const shown = spans
    .slice(0, MOST_WRITTEN)
    .map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
  return spans.length > MOST_WRITTEN ? `${shown.join(', ')}, …` : shown.join(', ');
}

/** How many frames there are in spans. */
export function count(spans: readonly Span[]): number {
  return spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}
