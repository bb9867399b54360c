import type { FrameDialect } from '../dialect.ts';
import { complineDialect } from './compline.ts';

/** Every dialect, one line each. Compline's own comes first. */
export const FRAME_DIALECTS: readonly FrameDialect[] = [complineDialect];

/** The dialect of a name; undefined where there is none. */
export function frameDialect(name: string): FrameDialect | undefined {
  return FRAME_DIALECTS.find((dialect) => dialect.name === name);
}
