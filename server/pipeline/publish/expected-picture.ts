import * as z from 'zod';
import { frameFormat } from '../../formats/comp/preferences.ts';
import { severitiesOf } from '../../project/silenced-codes.ts';
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

/** Severities of `comp-size` and `comp-frame-rate` by which a project says that a difference is none. */
const SET_ASIDE: readonly (string | undefined)[] = ['off', 'hint', 'information'];

/**
 * What comp, project and render spec say of the pictures of a publish: the size and frame rate of the comp where it
 * says them, else those of the project, unless the project has set the checks of them aside for the comp. A preview may
 * be smaller than what is delivered, so that its size is all one.
 */
export function expectedPicture({
  options,
  config,
  spec,
  comp,
  root,
  path,
}: Pick<Collected, 'options' | 'config' | 'spec' | 'comp' | 'root' | 'path'>): ExpectedPicture {
  const severities = severitiesOf(config, root, path);
  const { width, height, rate: ofComp } = frameFormat(comp);
  const isSaid = width !== undefined && height !== undefined;
  const size = isSaid ? { width: width.value, height: height.value } : config.resolution;
  const hasSize = options.kind === 'publish' && !SET_ASIDE.includes(severities['comp-size']);
  const rate = SET_ASIDE.includes(severities['comp-frame-rate']) ? undefined : (ofComp?.value ?? config.frameRate);
  const type = EXR_DEPTHS[String(spec?.properties['OpenEXRFormat.Depth'])];
  return {
    ...(hasSize && size !== undefined && { size: { ...size } }),
    ...(type !== undefined && { type }),
    ...(rate !== undefined && { rate }),
  };
}
