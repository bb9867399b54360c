import { afterEffectsPreset } from './presets/after-effects.ts';
import { blenderPreset } from './presets/blender.ts';
import { commandPreset } from './presets/command.ts';
import { ffmpegPreset } from './presets/ffmpeg.ts';
import { fusionRenderNodePreset } from './presets/fusion-render-node.ts';
import { fusionScriptPreset } from './presets/fusion-script.ts';
import { mayaPreset } from './presets/maya.ts';
import { mayaArnoldPreset } from './presets/maya-arnold.ts';
import { mayaRedshiftPreset } from './presets/maya-redshift.ts';
import { mayaVrayPreset } from './presets/maya-vray.ts';
import { mayapyPreset } from './presets/mayapy.ts';
import { nukePreset } from './presets/nuke.ts';
import type { RendererPreset } from './renderer-preset.ts';

/** Every preset, one line each. */
export const RENDERER_PRESETS: readonly RendererPreset[] = [
  fusionRenderNodePreset,
  fusionScriptPreset,
  mayaPreset,
  mayaRedshiftPreset,
  mayaArnoldPreset,
  mayaVrayPreset,
  mayapyPreset,
  blenderPreset,
  nukePreset,
  afterEffectsPreset,
  ffmpegPreset,
  commandPreset,
];

/** The preset of a name; undefined where there is none. */
export function rendererPreset(name: string): RendererPreset | undefined {
  return RENDERER_PRESETS.find((preset) => preset.name === name);
}
