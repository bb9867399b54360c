import type { Comp } from '../comp/model.ts';
import { parseComp } from '../comp/parse-comp.ts';

/**
 * Reads tools that were copied: Fusion's `{ Tools = ordered() { ... } }`, a whole comp, or a tool that somebody has taken
 * out of one, with its name (`S = Saver { ... }`) or without.
 */
export function readClip(text: string): Comp {
  const clip = text.trim();
  if (/^[\w.]+\s*=(?!=)/.test(clip)) return parseComp(`{ Tools = { ${clip}\n } }`);
  if (/^Saver\s*\{/.test(clip)) return parseComp(`{ Tools = { Saver = ${clip}\n } }`);
  return parseComp(text);
}
