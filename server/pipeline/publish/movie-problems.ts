import type { FrameProblemKind } from '../../protocol/frame-problems.ts';
import type { ExpectedPicture } from './expected-picture.ts';
import type { MovieFacts } from './probe-movie.ts';

/** Frame rates closer than this are one: 23.976 and 24000/1001. */
const CLOSE = 0.01;

/** How a movie differs from what was asked for. */
export function movieProblems(
  movie: MovieFacts,
  { size, rate, frames }: ExpectedPicture,
): readonly { readonly kind: FrameProblemKind; readonly message: string }[] {
  const problems: { kind: FrameProblemKind; message: string }[] = [];
  if (frames !== undefined && movie.frames !== frames) {
    problems.push({ kind: 'length', message: `It has ${movie.frames} frames; ${frames} were asked for.` });
  }
  if (rate !== undefined && Math.abs(movie.rate - rate) > CLOSE) {
    const told = Number(movie.rate.toFixed(3));
    problems.push({ kind: 'rate', message: `It plays ${told} frames a second; ${rate} were asked for.` });
  }
  if (size !== undefined && (movie.width !== size.width || movie.height !== size.height)) {
    const message = `Its size is ${movie.width} × ${movie.height}; ${size.width} × ${size.height} was asked for.`;
    problems.push({ kind: 'size', message });
  }
  return problems;
}
