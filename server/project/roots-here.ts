import type { RootConfig } from '../formats/config/schema.ts';
import { platformOf, Roots } from './roots.ts';

/** The roots of a configuration as this machine sees them. */
export function rootsHere(roots: Readonly<Record<string, RootConfig>> = {}): Roots {
  return new Roots(roots, platformOf(process.platform));
}
