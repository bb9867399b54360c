import type { RendererPreset } from '../renderer-preset.ts';
import { FUSION_EXIT, FUSION_LINES } from './fusion-render-node.ts';

/** A script that asks a running Fusion Studio to render. */
export const fusionScriptPreset: RendererPreset = {
  name: 'fusion-script',
  title: 'Fusion Studio, a script',
  about:
    'Runs `script` in `fuscript`; the script asks the Fusion Studio that is running on this machine to render. It gets the comp, its Saver, the first and the last frame and the files to write.',
  scenes: ['.comp'],
  programs: ['fuscript'],
  args: ['-l', 'lua', '{script}', '{comp}', '{saver}', '{first}', '{last}', '{output}'],
  calls: 'range',
  dialect: 'compline',
  needsScript: true,
  successCodes: [0],
  exitCodes: FUSION_EXIT,
  lines: FUSION_LINES,
  sources: ['https://manuzoid.com/manuals/danE8-Blackmagic%20Fusion%208%20Scripting%20%20User%20manual'],
};
