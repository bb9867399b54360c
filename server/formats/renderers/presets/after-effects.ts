import type { RendererPreset } from '../renderer-preset.ts';

/** After Effects' aerender. */
export const afterEffectsPreset: RendererPreset = {
  name: 'after-effects',
  title: 'After Effects',
  about:
    'Renders the composition that the step names as its layer, with the templates that its output module has. The frames that aerender prints count from 1, whatever their numbers are.',
  scenes: ['.aep', '.aepx'],
  programs: ['aerender'],
  args: [
    '-project',
    '{scene}',
    ['-comp', '{layer}'],
    '-s',
    '{first}',
    '-e',
    '{last}',
    '-i',
    '{step}',
    ['-output', '{outputBase}[{hashes}].{extension}'],
    '-v',
    'ERRORS_AND_PROGRESS',
  ],
  calls: 'range',
  dialect: 'compline',
  successCodes: [0],
  exitCodes: '0 is success; anything else is not.',
  lines: {
    frameFinished: [
      // The place in the composition, as the project shows it: a timecode, a number of a frame, feet and frames.
      '^(?:PROGRESS: ?)?\\s{0,8}(?:\\d{1,2}[:;]\\d\\d[:;]\\d\\d[:;]\\d{2,3}|\\d{1,7}(?:\\+\\d\\d)?) \\((?<done>\\d+)[UL]?\\): (?:(?<time>\\d+) Seconds?|\\d+ (?:Min|Hour|Hr)s?\\b)',
    ],
    ignore: ['^(?:PROGRESS: ?)?Launching After Effects', 'IVCAutoReleasePool', 'Unable to read VR Path Registry'],
    error: [
      '^(?:aerender )?ERROR(?: -?\\d+)?: ?(?<message>.*)',
      '^(?:aerender Error|After Effects error|After Effects warning: Unable to)[ :](?<message>.*)',
      '^Error Code: ?(?<message>.*)',
      '\\bUnable to execute script at line (?<line>\\d+)',
    ],
    warning: ['^(?:aerender )?(?:WARNING|After Effects warning): ?(?<message>.*)'],
  },
  sources: [
    'https://helpx.adobe.com/after-effects/using/automated-rendering-network-rendering.html',
    'https://github.com/inlife/nexrender/issues/714',
  ],
};
