import * as z from 'zod';
import type { Collected } from './collect.ts';

/** What a render was asked for; what is absent may be anything. */
export const expectedPictureSchema = z.object({
  /** In pixels. */
  size: z.object({ width: z.int(), height: z.int() }).optional(),
  /** What the values of colours and alpha are to be: `half`, `float`. */
  type: z.string().optional(),
  /** Of a movie: frames a second, and how many frames. */
  rate: z.number().optional(),
  frames: z.int().optional(),
});
export type ExpectedPicture = z.output<typeof expectedPictureSchema>;

/** What `OpenEXRFormat.Depth` of a Saver has Fusion write; 0 leaves it to the picture. */
const EXR_DEPTHS: Readonly<Record<string, string>> = { 1: 'half', 2: 'float' };

/**
 * What the project and the render spec say of the pictures of a publish. A preview may be smaller than what is
 * delivered, so that its size is all one.
 */
export function expectedPicture({
  options,
  config,
  spec,
}: Pick<Collected, 'options' | 'config' | 'spec'>): ExpectedPicture {
  const { resolution, frameRate } = config;
  const type = EXR_DEPTHS[String(spec?.properties['OpenEXRFormat.Depth'])];
  return {
    ...(options.kind === 'publish' && resolution !== undefined && { size: { ...resolution } }),
    ...(type !== undefined && { type }),
    ...(frameRate !== undefined && { rate: frameRate }),
  };
}
