import type { CompPlace } from './comp-place.ts';
import type { Span } from './sequence.ts';

/** The frames of the shot that a document belongs to; absent where nobody says. */
export function shotRange(_place: CompPlace): Span | undefined {
  return undefined;
}
