/** A number of frames in words: `1 frame`, `12 000 frames`. */
export function countOf(count: number): string {
  if (count === 1) return '1 frame';
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u202f')} frames`;
}
