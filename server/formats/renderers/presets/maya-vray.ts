import { joinPatterns, type LinePatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';
import { MAYA_DOCS, MAYA_EXIT, MAYA_FORMATS, MAYA_LINES, MAYA_OUTPUT, MAYA_RANGE } from './maya-lines.ts';

/** V-Ray's lines begin with its name in Maya, and with time and memory in its own program. */
const LEAD = '^(?:V-Ray: ?|\\[[\\d/:|A-Za-z]{6,30}\\] \\[\\d+ MB\\] )?';

/** What V-Ray prints. Prepasses and the light cache have percents too: only those of the image are the frame's. */
export const VRAY_LINES: LinePatterns = {
  frameStarted: [`${LEAD}(?:Updating frame at time|Rendering frame|Preparing frame) (?<frame>-?\\d+)`],
  progress: [`${LEAD}Rendering image(?:\\.\\.\\.|[^:%]{0,40})?: {0,20}(?<percent>[\\d.]{1,8}) ?%`],
  output: [`${LEAD}Successfully written image file "(?<path>[^"]+)"`],
  frameFinished: [`${LEAD}Total frame time(?: \\([^)]{1,20}\\))?:? ?(?:[^(]{0,40}\\()?(?<time>[\\d.]{1,12})? ?s?\\)?`],
  error: [
    '^(?:V-Ray|VRay):? (?:error|fatal error): ?(?<message>.*)',
    '^\\[[\\d/:|A-Za-z]{6,30}\\] \\[\\d+ MB\\] (?:error|fatal error): ?(?<message>.*)',
    'Could not obtain a license',
  ],
  warning: [
    '^(?:V-Ray|VRay):? warning: ?(?<message>.*)',
    '^\\[[\\d/:|A-Za-z]{6,30}\\] \\[\\d+ MB\\] warning: ?(?<message>.*)',
  ],
};

/** Maya's Render with V-Ray. */
export const mayaVrayPreset: RendererPreset = {
  name: 'maya-vray',
  title: 'Maya with V-Ray',
  about: 'V-Ray is told how many threads it may use.',
  scenes: ['.ma', '.mb'],
  programs: ['Render'],
  args: [
    '-r',
    'vray',
    ...MAYA_RANGE,
    ...MAYA_OUTPUT,
    ['-x', '{width}', '-y', '{height}'],
    ['-threads', '{threads}'],
    '{scene}',
  ],
  calls: 'range',
  dialect: 'compline',
  formats: MAYA_FORMATS,
  successCodes: [0],
  exitCodes: MAYA_EXIT,
  lines: joinPatterns(VRAY_LINES, MAYA_LINES),
  sources: [MAYA_DOCS, 'https://docs.chaos.com/display/VMAYA/Common+tab'],
};
