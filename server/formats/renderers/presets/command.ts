import type { RendererPreset } from '../renderer-preset.ts';

/** Any program: what holds where nothing more is known. */
export const commandPreset: RendererPreset = {
  name: 'command',
  title: 'Any command',
  about:
    'A program of which nothing is known but what compline.yaml says: `program`, `args` and, to see how far it is, `patterns`. It is what a renderer without a preset is.',
  programs: ['command'],
  args: [],
  calls: 'list',
  dialect: 'compline',
  successCodes: [0],
  exitCodes: '0 is success.',
  lines: {},
  sources: [],
};
