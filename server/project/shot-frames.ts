import { parseFrames } from '../formats/frames/parse-frames.ts';
import type { CompPlace } from './comp-place.ts';
import type { Span } from './sequence.ts';

/** The frames of a shot. */
export interface ShotFrames {
  /** The name of the shot in the configuration. */
  readonly shot: string;
  /** As it is cut. */
  readonly cut: Span;
  /** Frames that are worked on before the cut and after it. */
  readonly handles: number;
  /** The cut with its handles. */
  readonly worked: Span;
}

/**
 * The frames of the shot that a file belongs to, by `shots` of the configuration and the step's folder that the file is
 * in; absent where neither says anything. Names of shots mean the same in capitals and small letters, as in Ramses.
 */
export function shotFrames({ project }: Pick<CompPlace, 'project'>): ShotFrames | undefined {
  const item = project?.step?.step.item;
  const shots = project?.config?.shots;
  if (item === undefined || item === '' || shots === undefined) return undefined;
  const names = Object.keys(shots);
  const shot = names.find((name) => name === item) ?? names.find((name) => name.toLowerCase() === item.toLowerCase());
  const known = shot === undefined ? undefined : shots[shot];
  const frames = known && parseFrames(known.frames).frames;
  const { min: first, max: last } = frames ?? {};
  if (shot === undefined || known === undefined || first === undefined || last === undefined) return undefined;
  const { handles } = known;
  return { shot, cut: { first, last }, handles, worked: { first: first - handles, last: last + handles } };
}
