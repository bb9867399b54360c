import type { RegularChunks } from '../driver/regular-chunks.ts';

/** Chunks of one size that cuebot makes of a range by itself. */
export interface OpenCueLayer {
  /** Put behind the layer's name. */
  readonly suffix: '' | '_end';
  /** In OpenCue's own form: `1-100`, `1-96x5`. */
  readonly range: string;
  readonly chunk: number;
  /** Where cuebot's own last frame is not that of the chunk. */
  readonly span?: { readonly frames: number; readonly last: number };
}

/**
 * The layers that chunks need. Cuebot calculates a chunk's last frame from its first one and the size: it is wrong for a
 * shorter last chunk, which is a layer of its own, and with steps, where the command calculates it instead.
 */
export function openCueLayers({ first, last, step, size, count, lastSize }: RegularChunks): readonly OpenCueLayer[] {
  if (size === 1) return [{ suffix: '', range: rangeText(first, last, step), chunk: 1 }];
  if (step > 1) {
    const span = { frames: (size - 1) * step, last };
    return [{ suffix: '', range: rangeText(first, last, step), chunk: size, span }];
  }
  if (lastSize === size) return [{ suffix: '', range: rangeText(first, last, 1), chunk: size }];
  const end: OpenCueLayer = { suffix: '_end', range: rangeText(last - lastSize + 1, last, 1), chunk: lastSize };
  if (count === 1) return [{ ...end, suffix: '' }];
  return [{ suffix: '', range: rangeText(first, last - lastSize, 1), chunk: size }, end];
}

const rangeText = (first: number, last: number, step: number): string =>
  first === last ? String(first) : `${first}-${last}${step === 1 ? '' : `x${step}`}`;
