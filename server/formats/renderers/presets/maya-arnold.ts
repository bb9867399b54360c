import { joinPatterns, type LinePatterns } from '../line-pattern.ts';
import type { RendererPreset } from '../renderer-preset.ts';
import { MAYA_DOCS, MAYA_EXIT, MAYA_FORMATS, MAYA_LINES, MAYA_OUTPUT, MAYA_RANGE } from './maya-lines.ts';

/** What stands before each line of Arnold: elapsed time, memory, perhaps a level, a bar. */
const LEAD = '^\\d{2,4}:\\d{2}:\\d{2} {1,9}\\d+MB {1,9}';

/** What Arnold prints. A frame that is written is not named by its number but by its file. */
export const ARNOLD_LINES: LinePatterns = {
  frameStarted: [`${LEAD}\\| \\[mtoa\\.session\\] {1,9}Initializing at frame (?<frame>-?\\d+)`],
  progress: [`${LEAD}\\| {1,9}(?<percent>\\d{1,3})% done`],
  output: [`${LEAD}\\| (?:\\[driver_\\w+\\] )?(?:writing|wrote) file [\`'"](?<path>[^\`'"]+)[\`'"]`],
  frameFinished: [`${LEAD}\\| render done`],
  error: [
    `${LEAD}ERROR {0,9}\\| ?(?<message>.*)`,
    'Plug-in, "mtoa", was not found on MAYA_PLUG_IN_PATH',
    '\\[mtoa\\] Failed batch render',
  ],
  warning: [`${LEAD}WARNING {0,9}\\| ?(?<message>.*)`],
};

/** Maya's Render with Arnold. */
export const mayaArnoldPreset: RendererPreset = {
  name: 'maya-arnold',
  title: 'Maya with Arnold',
  about: 'Arnold is told to print what it does (`-ai:lve 2`), and how many threads it may use.',
  scenes: ['.ma', '.mb'],
  programs: ['Render'],
  args: ['-r', 'arnold', ...MAYA_RANGE, ...MAYA_OUTPUT, '-ai:lve', '2', ['-ai:threads', '{threads}'], '{scene}'],
  calls: 'range',
  dialect: 'compline',
  formats: MAYA_FORMATS,
  successCodes: [0],
  exitCodes: MAYA_EXIT,
  lines: joinPatterns(ARNOLD_LINES, MAYA_LINES),
  sources: [MAYA_DOCS, 'https://docs.arnoldrenderer.com/plugins/viewsource/viewpagesrc.action?pageId=8847366'],
};
