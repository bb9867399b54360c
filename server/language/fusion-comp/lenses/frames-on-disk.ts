import type { MediaOnDisk } from '../../../project/comp-place.ts';
import type { Span } from '../../../project/sequence.ts';

/** How much of a sequence is on disk, in words. `expected` are the numbers of its files; absent where that is not known. */
export function framesOnDisk(media: MediaOnDisk, expected: Span | undefined): string {
  if (media.kind === 'unknown') return 'Folder not readable';
  if (media.kind === 'missing') return 'Not on disk';
  if (media.kind !== 'sequence') return 'On disk';
  const all = count(media.frames);
  if (expected === undefined) return `${all} ${all === 1 ? 'frame' : 'frames'} on disk`;
  const wanted = expected.last - expected.first + 1;
  const there = count(media.frames.map((span) => common(span, expected)));
  if (wanted === 1) return there === 1 ? 'On disk' : 'Not on disk';
  return there === wanted ? `All ${wanted} frames on disk` : `${there} of ${wanted} frames on disk`;
}

function common(a: Span, b: Span): Span {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
}

function count(spans: readonly Span[]): number {
  return spans.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0);
}
