import { joinPatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';
import { ARNOLD_LINES } from './maya-arnold.ts';
import { MAYA_DOCS, MAYA_EXIT, MAYA_FORMATS, MAYA_LINES, MAYA_OUTPUT, MAYA_RANGE } from './maya-lines.ts';
import { REDSHIFT_LINES } from './maya-redshift.ts';
import { VRAY_LINES } from './maya-vray.ts';

/** Maya's Render with the renderer that the scene names. */
export const mayaPreset: RendererPreset = {
  name: 'maya',
  title: 'Maya, the renderer of the scene',
  about: 'Calls `Render -r file`, which takes the renderer from each layer of the scene.',
  scenes: ['.ma', '.mb'],
  programs: ['Render'],
  args: ['-r', 'file', ...MAYA_RANGE, ...MAYA_OUTPUT, ['-x', '{width}', '-y', '{height}'], '{scene}'],
  calls: 'range',
  dialect: 'compline',
  formats: MAYA_FORMATS,
  successCodes: [0],
  exitCodes: MAYA_EXIT,
  lines: joinPatterns(joinPatterns(REDSHIFT_LINES, ARNOLD_LINES), joinPatterns(VRAY_LINES, MAYA_LINES)),
  sources: [MAYA_DOCS],
};
