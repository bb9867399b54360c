import type { FrameChunk } from '../../protocol/jobs.ts';

/** How many frames a chunk has. */
export const countFrames = ({ first, last, step = 1 }: FrameChunk): number => (last - first) / step + 1;

/** The frames of a chunk, in their order. */
export const framesOf = (chunk: FrameChunk): number[] =>
  Array.from({ length: countFrames(chunk) }, (_, index) => chunk.first + index * (chunk.step ?? 1));

/** A chunk in Compline's dialect: `1`, `1-10`, `1-96x5`. */
export const chunkText = ({ first, last, step = 1 }: FrameChunk): string =>
  first === last ? String(first) : `${first}-${last}${step === 1 ? '' : `x${step}`}`;

/** True where two chunks have a frame in common. */
export function chunksMeet(one: FrameChunk, other: FrameChunk): boolean {
  const low = Math.max(one.first, other.first);
  const high = Math.min(one.last, other.last);
  const [wide, narrow] = (one.step ?? 1) >= (other.step ?? 1) ? [one, other] : [other, one];
  const [long, short] = [wide.step ?? 1, narrow.step ?? 1];
  // Which frames of the one with long steps are on the other's steps repeats after as many of them as a short step has.
  let frame = wide.first + Math.ceil((low - wide.first) / long) * long;
  for (let looked = 0; frame <= high && looked < short; looked += 1, frame += long) {
    if ((frame - narrow.first) % short === 0) return true;
  }
  return false;
}
