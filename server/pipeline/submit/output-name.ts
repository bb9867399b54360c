import path from 'node:path';
import { frameName, paddingStyle } from '../../formats/frames/padding.ts';

// Tokens with signs of their own; a name with digits alone is one already. A # is a digit, as for Nuke.
const styles = ['printf', 'houdini', 'nuke'].flatMap((name) => paddingStyle(name) ?? []);

/**
 * The files to write under the name of frame 0, whatever program's frame token the name has: `a.%04d.exr`, `a.####.exr`
 * and `a.$F4.exr` are `a.0000.exr`. A name without a token stays as it is.
 */
export function outputName(output: string): string {
  const name = path.basename(output);
  for (const style of styles) {
    const plain = frameName(name, 0, style);
    if (plain !== undefined) return path.join(path.dirname(output), plain);
  }
  return output;
}
